package minos.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import minos.bytes.Malformed;
import minos.kv.Command.Change;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A session")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionsTest {
  private static final Reply DONE = new Reply.Done();
  private static final Reply NO_SESSION = new Reply.NoSession();
  private static final long EXPIRY = Sessions.EXPIRY_NANOS;

  private final StateMachine machine = new StateMachine(Rules.OF_THE_PAPER);
  private long index;

  @Test
  void expires_when_it_was_not_used_for_a_minute_of_the_logs_time() {
    long session = open();
    machine.passTimeTo(EXPIRY - 1);
    Reply before = put(session, 1);
    machine.passTimeTo(2 * EXPIRY - 2);
    Reply used = put(session, 2);
    machine.passTimeTo(3 * EXPIRY - 2);

    assertEquals(DONE, before);
    assertEquals(DONE, used);
    assertEquals(NO_SESSION, put(session, 3));
  }

  @Test
  void does_not_come_back_once_it_has_expired() {
    long session = open();
    machine.passTimeTo(EXPIRY);
    put(session, 1);
    machine.passTimeTo(0);

    assertEquals(NO_SESSION, put(session, 1));
    assertEquals(new Reply.Value(Optional.empty()), machine.ask(new Query.Get("k")));
  }

  @Test
  void is_not_made_older_by_a_time_that_goes_back() {
    machine.passTimeTo(5 * EXPIRY);
    machine.passTimeTo(0);
    long session = open();
    machine.passTimeTo(5 * EXPIRY + 1);

    assertEquals(DONE, put(session, 1));
  }

  @Test
  void that_expires_leaves_the_others_and_the_locks_of_its_owner() {
    long first = open();
    machine.apply(++index, in(first, 1, new Lock.Acquire("l", "anna")));
    machine.passTimeTo(EXPIRY / 2);
    long second = open();
    machine.passTimeTo(EXPIRY);

    assertEquals(DONE, put(second, 1));
    assertEquals(NO_SESSION, put(first, 2));
    assertEquals(new Reply.Holder(Optional.of("anna"), 1), machine.ask(new Lock.Look("l")));
  }

  @Test
  void is_told_from_one_that_was_used_at_another_time_by_the_digest() {
    StateMachine other = new StateMachine(Rules.OF_THE_PAPER);
    open();
    other.passTimeTo(1);
    other.apply(1, new Command.OpenSession());

    assertNotEquals(machine.digest(), other.digest());
  }

  @Test
  void is_stamped_and_read_again() throws Malformed {
    Stamped stamped = new Stamped(77, in(3, 1, new Change.Put("k", "v")));

    assertEquals(stamped, Stamped.decode(stamped.encode()));
  }

  private long open() {
    machine.apply(++index, new Command.OpenSession());
    return index;
  }

  private Reply put(long session, long sequence) {
    return machine.apply(++index, in(session, sequence, new Change.Put("k", "v")));
  }

  private static Command in(long session, long sequence, Change change) {
    return new Command.InSession(session, sequence, 0, change);
  }
}
