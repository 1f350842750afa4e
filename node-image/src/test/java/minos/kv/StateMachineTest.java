package minos.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Command.OpenSession;
import minos.raft.InvariantViolated;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("The state machine")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StateMachineTest {
  private static final Reply DONE = new Reply.Done();
  private static final Reply NO_SESSION = new Reply.NoSession();

  private final StateMachine machine = new StateMachine(Rules.OF_THE_PAPER);
  private long index;

  @Test
  void puts_compares_deletes_and_gets() {
    long session = open();

    assertEquals(new Reply.Value(Optional.empty()), get("k"));
    assertEquals(DONE, apply(session, 1, 0, new Change.Put("k", "a")));
    assertEquals(new Reply.Swapped(false), apply(session, 2, 1, swap("k", "b", "c")));
    assertEquals(new Reply.Swapped(true), apply(session, 3, 2, swap("k", "a", "b")));
    assertEquals(new Reply.Value(Optional.of("b")), get("k"));
    assertEquals(DONE, apply(session, 4, 3, new Change.Delete("k")));
    assertEquals(DONE, apply(session, 5, 4, new Change.Delete("k")));
    assertEquals(new Reply.Value(Optional.empty()), get("k"));
    assertEquals(
        new Reply.Swapped(false), apply(session, 6, 5, swap("absent", "", "x")), "not created");
  }

  @Test
  void names_a_session_by_the_entry_that_opened_it() {
    assertEquals(new Reply.SessionOpened(5), machine.apply(5, new OpenSession()));
    assertEquals(new Reply.SessionOpened(9), machine.apply(9, new OpenSession()));
  }

  /** "It responds immediately without re-executing the request." Reference: §8. */
  @Test
  void answers_a_retry_with_the_first_reply() {
    long session = open();
    long other = open();
    Reply first = apply(session, 1, 0, swap("k", "x", "y"));
    apply(other, 1, 0, new Change.Put("k", "x"));

    Reply again = apply(session, 1, 0, swap("k", "x", "y"));

    assertEquals(new Reply.Swapped(false), first);
    assertEquals(first, again);
    assertEquals(new Reply.Value(Optional.of("x")), get("k"));
  }

  /** Sequence numbers may overtake one another; each is executed once. Dissertation §6.3. */
  @Test
  void keeps_a_reply_for_every_number_that_is_not_acknowledged() {
    long session = open();
    apply(session, 2, 0, new Change.Put("k", "two"));
    apply(session, 1, 0, new Change.Put("k", "one"));

    apply(session, 2, 0, new Change.Put("k", "two"));

    assertEquals(new Reply.Value(Optional.of("one")), get("k"));
  }

  @Test
  void executes_nothing_that_the_client_has_given_up() {
    long session = open();
    apply(session, 2, 1, new Change.Put("k", "two"));

    Reply late = apply(session, 1, 0, new Change.Put("k", "one"));

    assertEquals(NO_SESSION, late);
    assertEquals(new Reply.Value(Optional.of("two")), get("k"));
  }

  @Test
  void never_opens_a_session_by_itself() {
    assertEquals(NO_SESSION, apply(77, 1, 0, new Change.Put("k", "a")));
    assertEquals(NO_SESSION, apply(77, 1, 0, new Change.Put("k", "a")));
    assertEquals(new Reply.Value(Optional.empty()), get("k"));
  }

  @Test
  void drives_out_the_session_that_was_not_used_for_longest() {
    StateMachine small = new StateMachine(Rules.OF_THE_PAPER, new Sessions(2, 10));
    small.apply(1, new OpenSession());
    small.apply(2, new OpenSession());
    small.apply(3, new InSession(1, 1, 0, new Counter.Add("c", 1)));

    small.apply(4, new OpenSession());

    assertEquals(NO_SESSION, small.apply(5, new InSession(2, 1, 0, new Counter.Add("c", 10))));
    assertEquals(
        new Reply.Amount(1), small.apply(6, new InSession(1, 1, 0, new Counter.Add("c", 1))));
    assertEquals(
        new Reply.Amount(101), small.apply(7, new InSession(4, 1, 0, new Counter.Add("c", 100))));
  }

  @Test
  void digests_which_session_goes_next() {
    StateMachine one = new StateMachine(Rules.OF_THE_PAPER, new Sessions(2, 10));
    StateMachine other = new StateMachine(Rules.OF_THE_PAPER, new Sessions(2, 10));
    for (StateMachine each : List.of(one, other)) {
      each.apply(1, new OpenSession());
      each.apply(2, new OpenSession());
      each.apply(3, new InSession(1, 1, 0, new Change.Put("k", "a")));
      each.apply(4, new InSession(2, 1, 0, new Change.Put("k", "a")));
    }

    one.apply(5, new InSession(1, 1, 0, new Change.Put("k", "a")));
    other.apply(5, new InSession(2, 1, 0, new Change.Put("k", "a")));

    assertNotEquals(one.digest(), other.digest());
  }

  @Test
  void gives_up_the_oldest_replies_of_a_client_that_acknowledges_none() {
    StateMachine small = new StateMachine(Rules.OF_THE_PAPER, new Sessions(2, 2));
    small.apply(1, new OpenSession());
    for (int sequence = 1; sequence <= 3; sequence++) {
      small.apply(1 + sequence, new InSession(1, sequence, 0, new Counter.Add("c", 1)));
    }

    assertEquals(NO_SESSION, small.apply(5, new InSession(1, 1, 0, new Counter.Add("c", 1))));
    assertEquals(
        new Reply.Amount(2), small.apply(6, new InSession(1, 2, 0, new Counter.Add("c", 1))));
    assertEquals(
        new Reply.Amount(3), small.apply(7, new InSession(1, 3, 0, new Counter.Add("c", 1))));
    assertEquals(new Reply.Amount(3), small.ask(new Counter.Read("c")));
  }

  @Test
  void refuses_to_go_back_in_the_log() {
    open();

    assertThrows(InvariantViolated.class, () -> machine.apply(index, new OpenSession()));
  }

  @Test
  void digests_objects_and_sessions() {
    StateMachine twin = new StateMachine(Rules.OF_THE_PAPER);
    long empty = machine.digest();
    long session = open();
    long opened = machine.digest();
    apply(session, 1, 0, new Change.Put("k", "a"));
    long put = machine.digest();
    twin.apply(1, new OpenSession());
    twin.apply(9, new InSession(1, 1, 0, new Change.Put("k", "a")));
    long twinPut = twin.digest();
    apply(session, 2, 1, new Change.Put("k", "a"));

    assertNotEquals(empty, opened);
    assertNotEquals(opened, put);
    assertEquals(put, twinPut);
    assertNotEquals(put, machine.digest(), "the session has moved on");
  }

  private long open() {
    machine.apply(++index, new OpenSession());
    return index;
  }

  private Reply apply(long session, long sequence, long acknowledged, Change change) {
    return machine.apply(++index, new InSession(session, sequence, acknowledged, change));
  }

  private Reply get(String key) {
    return machine.ask(new Query.Get(key));
  }

  private static Change swap(String key, String expected, String value) {
    return new Change.CompareAndSet(key, expected, value);
  }
}
