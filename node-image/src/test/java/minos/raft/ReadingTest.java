package minos.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import minos.raft.flaw.Flaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A leader asked to read")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadingTest {
  private static final NodeId ANNA = new NodeId("anna");
  private static final NodeId BERT = new NodeId("bert");

  /**
   * "A leader must have the latest information on which entries are committed": the no-op of its
   * term. Reference: §8.
   */
  @Test
  void waits_until_an_entry_of_its_own_term_is_committed() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.persistAll();

    leader.steps(new Event.ReadRequested(7));
    leader.receives(ANNA, new Message.AppendReply(1, false, 0, 0));
    int roundsBefore = rounds(leader);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));

    assertEquals(0, roundsBefore);
    assertEquals(1, rounds(leader));
  }

  /** "Exchange heartbeat messages with a majority of the cluster before responding." (§8) */
  @Test
  void serves_it_once_a_majority_has_answered_the_round() {
    Lone leader = settled(Rules.OF_THE_PAPER);

    leader.steps(new Event.ReadRequested(7));
    List<Effect.ServeRead> before = leader.of(Effect.ServeRead.class);
    leader.receives(BERT, new Message.AppendReply(1, false, 0, 1));

    assertEquals(List.of(), before);
    assertEquals(
        List.of(new Effect.ServeRead(7, 1)),
        leader.of(Effect.ServeRead.class),
        "a refusal of entries confirms the leader as well");
  }

  /** An answer to an older heartbeat, however late, confirms no newer read. */
  @Test
  void takes_no_older_answer_for_a_newer_read() {
    Lone leader = settled(Rules.OF_THE_PAPER);
    leader.steps(new Event.ReadRequested(7));
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 1));

    leader.steps(new Event.ReadRequested(8));
    leader.receives(BERT, new Message.AppendReply(1, true, 1, 1));
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 1));
    List<Effect.ServeRead> afterOldAnswers = leader.of(Effect.ServeRead.class);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 2));

    assertEquals(List.of(new Effect.ServeRead(7, 1)), afterOldAnswers);
    assertEquals(
        List.of(new Effect.ServeRead(7, 1), new Effect.ServeRead(8, 1)),
        leader.of(Effect.ServeRead.class));
  }

  @Test
  void gathers_the_reads_that_come_during_a_round_into_the_next() {
    Lone leader = settled(Rules.OF_THE_PAPER);
    for (long request = 1; request <= 5; request++) {
      leader.steps(new Event.ReadRequested(request));
    }

    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 1));
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 2));

    assertEquals(2, rounds(leader));
    assertEquals(
        List.of(1L, 2L, 3L, 4L, 5L),
        leader.of(Effect.ServeRead.class).stream().map(Effect.ServeRead::request).toList());
  }

  /** "It saves the current commit index in a local variable readIndex." Dissertation §6.4. */
  @Test
  void answers_no_earlier_than_all_that_was_committed_when_it_was_asked() {
    Lone leader = settled(Rules.OF_THE_PAPER);
    leader.steps(new Event.Proposed(1, new Payload(new byte[1])));
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 2, 0));

    leader.steps(new Event.ReadRequested(7));
    leader.receives(ANNA, new Message.AppendReply(1, true, 2, 1));

    assertEquals(List.of(new Effect.ServeRead(7, 2)), leader.of(Effect.ServeRead.class));
  }

  @Test
  void rejects_what_it_cannot_serve_any_more() {
    Lone leader = settled(Rules.OF_THE_PAPER);
    leader.steps(new Event.ReadRequested(7));
    leader.steps(new Event.ReadRequested(8));

    leader.receives(BERT, new Message.AppendRequest(2, EntryId.NONE, List.of(), 0, 0));

    assertEquals(
        List.of(new Effect.Reject(7, Optional.of(BERT)), new Effect.Reject(8, Optional.of(BERT))),
        leader.of(Effect.Reject.class));
  }

  @Test
  void asks_nobody_under_flaw_RD01() {
    Lone leader = settled(Flaws.named("RD01").orElseThrow());

    leader.steps(new Event.ReadRequested(7));

    assertEquals(List.of(new Effect.ServeRead(7, 1)), leader.of(Effect.ServeRead.class));
  }

  private static Lone settled(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.forgetEffects();
    return leader;
  }

  private static int rounds(Lone leader) {
    return (int)
        leader.sentTo(ANNA).stream()
            .filter(Message.AppendRequest.class::isInstance)
            .map(Message.AppendRequest.class::cast)
            .mapToLong(Message.AppendRequest::round)
            .filter(round -> round > 0)
            .distinct()
            .count();
  }
}
