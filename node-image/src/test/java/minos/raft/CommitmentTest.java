package minos.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minos.raft.flaw.Flaws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Commitment")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommitmentTest {
  private static final NodeId ANNA = new NodeId("anna");
  private static final NodeId BERT = new NodeId("bert");

  /**
   * "A log entry is committed once the leader that created the entry has replicated it on a
   * majority of the servers." Reference: §5.3.
   */
  @Test
  void waits_for_a_majority() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT, new NodeId("c"), new NodeId("d"));
    leader.persistAll();

    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    long afterTwo = leader.core().status().commitIndex();
    leader.receives(BERT, new Message.AppendReply(1, true, 1, 0));

    assertEquals(0, afterTwo);
    assertEquals(1, leader.core().status().commitIndex());
  }

  /** The leader's own copy counts once it is durable, and no sooner. Dissertation §10.2.1. */
  @Test
  void counts_the_leader_itself_only_when_its_disk_is_done() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);

    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    long before = leader.core().status().commitIndex();
    leader.persistAll();

    assertEquals(0, before);
    assertEquals(1, leader.core().status().commitIndex());
  }

  @Test
  void does_not_need_the_leaders_disk_where_the_others_are_a_majority() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);

    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.receives(BERT, new Message.AppendReply(1, true, 1, 0));

    assertEquals(1, leader.core().status().commitIndex());
  }

  /**
   * "Only log entries from the leader's current term are committed by counting replicas" (§5.4.2).
   */
  @ParameterizedTest(name = "under {0}, followers hold index {1}: commit {2}")
  @CsvSource({"paper, 2, 0", "paper, 3, 3", "CM01, 2, 2", "CM01, 3, 3"})
  void counts_replicas_of_its_own_term_only(String rules, long held, long commit) {
    Rules chosen = rules.equals("paper") ? Rules.OF_THE_PAPER : Flaws.named(rules).orElseThrow();
    Lone leader =
        new Lone(new Durable(new Ballot(2, Optional.empty()), Lone.log(1, 2)), chosen, ANNA, BERT);
    leader.timesOut();
    leader.receives(ANNA, new Message.PreVoteReply(2, true));
    leader.persistAll();
    leader.receives(ANNA, new Message.VoteReply(3, true));

    leader.receives(ANNA, new Message.AppendReply(3, true, held, 0));
    leader.receives(BERT, new Message.AppendReply(3, true, held, 0));

    assertEquals(commit, leader.core().status().commitIndex());
  }

  @Test
  void answers_a_proposal_with_the_very_entry_it_became() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.steps(new Event.Proposed(42, new Payload(new byte[1])));
    leader.persistAll();

    leader.receives(ANNA, new Message.AppendReply(1, true, 2, 0));

    assertEquals(
        List.of(OptionalLong.empty(), OptionalLong.of(42)),
        leader.of(Effect.Apply.class).stream().map(Effect.Apply::request).toList());
  }

  /** It may yet be committed by the next leader, so it is neither done nor rejected. */
  @Test
  void abandons_what_is_pending_when_the_leader_is_deposed() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.steps(new Event.Proposed(42, new Payload(new byte[1])));

    leader.receives(BERT, new Message.AppendRequest(2, EntryId.NONE, List.of(), 0, 0));
    leader.steps(new Event.Proposed(43, new Payload(new byte[1])));

    assertEquals(
        List.of(new Effect.Abandon(42, Optional.of(BERT))), leader.of(Effect.Abandon.class));
    assertEquals(List.of(new Effect.Reject(43, Optional.of(BERT))), leader.of(Effect.Reject.class));
  }

  /** A write that was overtaken by a truncation makes nothing of the new log durable. */
  @Test
  void does_not_take_a_truncated_write_for_the_one_that_replaced_it() {
    Writes writes = new Writes(2);
    long old =
        writes.log(OptionalLong.empty(), List.of(Lone.entry(1, 3), Lone.entry(1, 4))).number();
    long fresh = writes.log(OptionalLong.of(3), List.of(Lone.entry(2, 3))).number();

    writes.onPersisted(old);
    long afterOld = writes.durableIndex();
    long gate = writes.pendingForLog(3);
    writes.onPersisted(fresh);

    assertEquals(2, afterOld);
    assertEquals(fresh, gate);
    assertEquals(3, writes.durableIndex());
    assertEquals(0, writes.pendingForLog(3));
  }
}
