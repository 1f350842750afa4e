package minos.raft.flaw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.kv.StateMachine;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each flaw breaks its rule where the paper's rules, on the same events, do not. */
@DisplayName("A flaw")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FlawsTest {
  private static final NodeId ME = new NodeId("me");
  private static final NodeId ANNA = new NodeId("anna");
  private static final NodeId BERT = new NodeId("bert");

  private final List<Effect> effects = new ArrayList<>();

  static Stream<Flaw> all() {
    return Flaws.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void breaks_exactly_one_rule(Flaw flaw) {
    List<String> broken =
        Arrays.stream(flaw.getClass().getDeclaredMethods())
            .map(method -> method.getName())
            .toList();
    List<String> rules =
        Arrays.stream(Rules.class.getDeclaredMethods()).map(method -> method.getName()).toList();

    assertEquals(1, broken.size(), () -> "" + broken);
    assertTrue(rules.containsAll(broken), () -> "" + broken);
  }

  @ParameterizedTest
  @MethodSource("all")
  void is_found_by_its_id_and_says_all_of_itself(Flaw flaw) {
    Flaw.Card card = flaw.card();

    assertEquals(Optional.of(flaw), Flaws.named(card.id()));
    assertTrue(card.id().matches("[A-Z]{2}\\d\\d"), card.id());
    assertTrue(card.title().endsWith("."), card.title());
    assertTrue(card.schedule().endsWith("."), card.schedule());
    assertTrue(!card.citation().isBlank(), card.id());
  }

  @Test
  void that_is_unknown_is_not_found() {
    assertEquals(Optional.empty(), Flaws.named("XX99"));
  }

  @Test
  void RD01_serves_a_read_that_no_majority_has_confirmed() {
    assertEquals(List.of(), readsServedAlone(Rules.OF_THE_PAPER));
    assertEquals(List.of(new Effect.ServeRead(7, 1)), readsServedAlone(flaw("RD01")));
  }

  private List<Effect.ServeRead> readsServedAlone(Rules rules) {
    RaftCore leader = leader(rules, Durable.NOTHING);
    step(leader, new Event.Persisted(2));
    step(leader, new Event.Received(ANNA, new Message.AppendReply(1, true, 1, 0)));
    step(leader, new Event.ReadRequested(7));
    return of(Effect.ServeRead.class);
  }

  @Test
  void CM01_commits_an_older_term_by_counting() {
    assertEquals(0, commitOfAnOlderTerm(Rules.OF_THE_PAPER));
    assertEquals(1, commitOfAnOlderTerm(flaw("CM01")));
  }

  private long commitOfAnOlderTerm(Rules rules) {
    Entry old = new Entry(new EntryId(1, 1), Entry.Kind.COMMAND, Payload.EMPTY);
    RaftCore leader = leader(rules, new Durable(new Ballot(1, Optional.empty()), List.of(old)));
    step(leader, new Event.Received(ANNA, new Message.AppendReply(2, true, 1, 0)));
    return leader.status().commitIndex();
  }

  @Test
  void ST01_acknowledges_before_its_disk_is_done() {
    assertEquals(2, writeBeforeAcknowledgement(Rules.OF_THE_PAPER));
    assertEquals(0, writeBeforeAcknowledgement(flaw("ST01")));
  }

  private long writeBeforeAcknowledgement(Rules rules) {
    Entry entry = new Entry(new EntryId(1, 1), Entry.Kind.COMMAND, Payload.EMPTY);
    RaftCore follower = core(rules, Durable.NOTHING);
    Message append = new Message.AppendRequest(1, EntryId.NONE, List.of(entry), 0, 0);
    step(follower, new Event.Received(ANNA, append));
    return of(Effect.Send.class).getLast().afterWrite();
  }

  @Test
  void RP01_commits_what_nobody_has_acknowledged() {
    assertEquals(0, commitWithoutAcknowledgement(Rules.OF_THE_PAPER));
    assertEquals(1, commitWithoutAcknowledgement(flaw("RP01")));
  }

  private long commitWithoutAcknowledgement(Rules rules) {
    return leader(rules, Durable.NOTHING).status().commitIndex();
  }

  @Test
  void CL01_executes_a_retry_again() {
    assertEquals(new Reply.Value(Optional.of("other")), valueAfterRetry(Rules.OF_THE_PAPER));
    assertEquals(new Reply.Value(Optional.of("mine")), valueAfterRetry(flaw("CL01")));
  }

  private static Reply valueAfterRetry(Rules rules) {
    StateMachine machine = new StateMachine(rules);
    machine.apply(1, new Command.OpenSession());
    machine.apply(2, new Command.OpenSession());
    Command mine = new Command.InSession(1, 1, 0, new Command.Change.Put("k", "mine"));
    Command other = new Command.InSession(2, 1, 0, new Command.Change.Put("k", "other"));
    machine.apply(3, mine);
    machine.apply(4, other);
    machine.apply(5, mine);
    return machine.ask(new Query.Get("k"));
  }

  private static Rules flaw(String id) {
    return Flaws.named(id).orElseThrow();
  }

  private static RaftCore core(Rules rules, Durable durable) {
    Duration timeout = Duration.ofMillis(300);
    return new RaftCore(
        new RaftConfig(ME, List.of(ME, ANNA, BERT), timeout, Duration.ofMillis(50), 1, 1),
        durable,
        rules,
        0);
  }

  /** Elected by Anna; its no-op is not on its own disk yet. */
  private RaftCore leader(Rules rules, Durable durable) {
    long term = durable.ballot().term();
    RaftCore leader = core(rules, durable);
    step(leader, new Event.Tick(leader.nextDeadlineNanos()));
    step(leader, new Event.Received(ANNA, new Message.PreVoteReply(term, true)));
    step(leader, new Event.Persisted(1));
    step(leader, new Event.Received(ANNA, new Message.VoteReply(term + 1, true)));
    return leader;
  }

  private void step(RaftCore core, Event event) {
    core.step(event, effects::add);
  }

  private <T extends Effect> List<T> of(Class<T> kind) {
    List<T> found = effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    effects.clear();
    return found;
  }
}
