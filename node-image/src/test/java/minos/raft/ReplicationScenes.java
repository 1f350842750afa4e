package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.LAST;
import static minos.raft.Scene.append;
import static minos.raft.Scene.orInvariant;
import static minos.raft.Scene.server;

import java.util.Optional;
import java.util.stream.Stream;

/** Flaws of the log, and of when it is committed. */
final class ReplicationScenes {
  private ReplicationScenes() {}

  static Stream<Scene> all() {
    return Stream.of(
        new Scene("RP01", rules -> commit(Lone.leader(rules, ANNA, BERT)), 0L, 1L),
        new Scene("RP02", ReplicationScenes::matchesAnotherTerm, false, true),
        new Scene("RP03", ReplicationScenes::lastIndexAfterOldRequest, 5L, 1L),
        new Scene("RP04", ReplicationScenes::takesAnAppendAtAnOlderTerm, true, false),
        new Scene("RP05", rules -> commit(toldToCommit(9, new EntryId(1, 2), rules)), 2L, 5L),
        new Scene("RP06", ReplicationScenes::commitAfterLowerOne, 5L, "commits never go back"),
        new Scene("RP08", ReplicationScenes::commitAfterOldAcknowledgement, 2L, 1L),
        new Scene(
            "RP09", ReplicationScenes::probesAfterOldRefusal, 0L, "a probe starts after match"),
        new Scene("RP11", ReplicationScenes::commitAfterRefusal, 0L, 1L),
        new Scene("RP13", ReplicationScenes::probesAfterRefusal, 1L, 0L),
        new Scene("RP16", ReplicationScenes::takesAppendOfThePast, false, true),
        new Scene("ST01", ReplicationScenes::writeBeforeAcknowledgement, 1L, 0L),
        new Scene("TM03", ReplicationScenes::writeBeforeHeartbeat, 0L, 2L),
        new Scene("CM01", ReplicationScenes::commitOfAnOlderTerm, 0L, 1L),
        new Scene("CM03", ReplicationScenes::commitBeforeOwnDisk, 0L, 1L),
        new Scene("CM04", ReplicationScenes::commitAlone, 0L, 1L),
        new Scene("CM08", ReplicationScenes::appliedWhenTwoAreCommitted, 2, 5),
        new Scene("CM10", ReplicationScenes::commitBeforeTheEnd, 1L, 0L),
        new Scene("CL07", ReplicationScenes::failuresReportedWhenDeposed, 0, 1));
  }

  private static long commit(Lone server) {
    return server.core().status().commitIndex();
  }

  private static Object matchesAnotherTerm(Rules rules) {
    Lone follower = server(rules);
    follower.receives(ANNA, append(3, new EntryId(3, 5), 0));
    return lastMatch(follower);
  }

  private static boolean lastMatch(Lone follower) {
    return ((Message.AppendReply) follower.sends().getLast().message()).matched();
  }

  private static Object lastIndexAfterOldRequest(Rules rules) {
    Lone follower = server(rules);
    follower.receives(ANNA, append(3, EntryId.NONE, 0, Lone.entry(1, 1)));
    return follower.core().status().lastIndex();
  }

  private static Object takesAnAppendAtAnOlderTerm(Rules rules) {
    Lone follower = server(rules);
    follower.receives(ANNA, append(3, new EntryId(1, 2), 0));
    return ((Message.AppendReply) follower.sentTo(ANNA).getLast()).matched();
  }

  private static Lone toldToCommit(long leaderCommit, EntryId previous, Rules rules) {
    Lone follower = server(rules);
    follower.receives(ANNA, append(3, previous, leaderCommit));
    return follower;
  }

  private static Object commitAfterLowerOne(Rules rules) {
    Lone follower = toldToCommit(5, LAST, rules);
    return orInvariant(() -> {
      follower.receives(ANNA, append(3, LAST, 1));
      return commit(follower);
    });
  }

  private static Lone leaderOfTwoEntries(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.steps(new Event.Proposed(42, new Payload(new byte[1])));
    leader.persistAll();
    return leader;
  }

  private static Object commitAfterOldAcknowledgement(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.steps(new Event.Proposed(42, new Payload(new byte[1])));
    leader.receives(ANNA, new Message.AppendReply(1, true, 2, 0));
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.persistAll();
    return commit(leader);
  }

  private static Object probesAfterOldRefusal(Rules rules) {
    Lone leader = leaderOfTwoEntries(rules);
    leader.receives(ANNA, new Message.AppendReply(1, true, 2, 0));
    leader.forgetEffects();
    return orInvariant(() -> {
      leader.receives(ANNA, new Message.AppendReply(1, false, 0, 0));
      return (long) leader.sentTo(ANNA).size();
    });
  }

  private static Object commitAfterRefusal(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, false, 1, 0));
    return commit(leader);
  }

  private static Object probesAfterRefusal(Rules rules) {
    Lone leader = leaderOfTwoEntries(rules);
    leader.forgetEffects();
    leader.receives(ANNA, new Message.AppendReply(1, false, 0, 0));
    return (long) leader.sentTo(ANNA).size();
  }

  private static Object takesAppendOfThePast(Rules rules) {
    Lone follower = server(rules);
    follower.receives(ANNA, append(2, LAST, 0));
    return lastMatch(follower);
  }

  private static Object writeBeforeAcknowledgement(Rules rules) {
    Lone follower = server(rules);
    follower.receives(ANNA, append(3, LAST, 0, Lone.entry(3, 6)));
    return follower.sends().getLast().afterWrite();
  }

  private static Object writeBeforeHeartbeat(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.timesOut();
    return leader.sends().getLast().afterWrite();
  }

  private static Object commitOfAnOlderTerm(Rules rules) {
    Lone leader =
        new Lone(new Durable(new Ballot(1, Optional.empty()), Lone.log(1)), rules, ANNA, BERT);
    leader.timesOut();
    leader.receives(ANNA, new Message.PreVoteReply(1, true));
    leader.persistAll();
    leader.receives(ANNA, new Message.VoteReply(2, true));
    leader.receives(ANNA, new Message.AppendReply(2, true, 1, 0));
    return commit(leader);
  }

  private static Object commitBeforeOwnDisk(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    return commit(leader);
  }

  private static Object commitAlone(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.persistAll();
    return commit(leader);
  }

  private static Object appliedWhenTwoAreCommitted(Rules rules) {
    return toldToCommit(2, LAST, rules).of(Effect.Apply.class).size();
  }

  private static Object commitBeforeTheEnd(Rules rules) {
    Lone leader = leaderOfTwoEntries(rules);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    return commit(leader);
  }

  private static Object failuresReportedWhenDeposed(Rules rules) {
    Lone leader = leaderOfTwoEntries(rules);
    leader.receives(BERT, append(2, EntryId.NONE, 0));
    return leader.of(Effect.Reject.class).size();
  }
}
