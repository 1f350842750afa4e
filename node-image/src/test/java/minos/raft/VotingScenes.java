package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.CARL;
import static minos.raft.Scene.DORA;
import static minos.raft.Scene.LAST;
import static minos.raft.Scene.append;
import static minos.raft.Scene.server;

import java.util.Optional;
import java.util.stream.Stream;

/** Flaws of the election and of the terms. */
final class VotingScenes {
  private VotingScenes() {}

  static Stream<Scene> all() {
    return Stream.of(
        new Scene("EL01", VotingScenes::writeBeforeVote, 2L, 0L),
        new Scene("EL03", VotingScenes::voteForBertAfterAnnaLeads, false, true),
        new Scene("EL04", VotingScenes::voteForBertAfterAnna, false, true),
        new Scene("EL06", rules -> voteFor(new EntryId(1, 4), rules), false, true),
        new Scene("EL07", rules -> voteFor(new EntryId(1, 9), rules), false, true),
        new Scene("EL08", rules -> voteFor(LAST, rules), true, false),
        new Scene("EL09", VotingScenes::roleWithTwoOfFour, Role.FOLLOWER, Role.CANDIDATE),
        new Scene("EL10", VotingScenes::roleWithAnnasVoteTwice, Role.CANDIDATE, Role.LEADER),
        new Scene("EL12", VotingScenes::roleAfterBertLeads, Role.FOLLOWER, Role.CANDIDATE),
        new Scene("EL13", VotingScenes::timeoutsDiffer, true, false),
        new Scene("EL14", VotingScenes::termAfterTimeout, 3L, 4L),
        new Scene("EL16", VotingScenes::termAfterRivalOfTheLeader, 3L, 4L),
        new Scene("EL17", VotingScenes::roleAfterSilence, Role.FOLLOWER, Role.LEADER),
        new Scene("EL18", VotingScenes::commitAfterSilence, 0L, 1L),
        new Scene("EL19", VotingScenes::roleAfterNewerReply, Role.FOLLOWER, Role.LEADER),
        new Scene("EL20", VotingScenes::speaksInTheTermThatDeposedIt, false, true),
        new Scene("RD11", VotingScenes::inquiriesAfterTheClockWasSet, 0L, 1L),
        new Scene("TM02", VotingScenes::inquiriesAfterAPause, 0L, 1L),
        new Scene("TM01", VotingScenes::deniedVoteLeavesTheDeadline, true, false));
  }

  private static Object speaksInTheTermThatDeposedIt(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.receives(BERT, new Message.AppendReply(2, false, 0, 0));
    return leader.sentTo(ANNA).stream()
        .anyMatch(message -> message instanceof Message.AppendRequest && message.term() == 2);
  }

  /** Within 40 ms after its leader spoke, somebody sets the clock, twice by ten minutes. */
  private static Object inquiriesAfterTheClockWasSet(Rules rules) {
    Lone follower = server(rules);
    long minutes = 600_000_000_000L;
    follower.receives(ANNA, append(3, LAST, 0));
    for (int i = 1; i <= 2; i++) {
      long monotonic = i * 20_000_000L;
      follower.steps(new Event.Tick(rules.timeNanos(monotonic, i * minutes)));
    }
    return inquiries(follower);
  }

  private static Object inquiriesAfterAPause(Rules rules) {
    Lone follower = server(rules);
    follower.receives(ANNA, append(3, LAST, 0));
    follower.tickAt(5_000);
    return inquiries(follower);
  }

  private static long inquiries(Lone server) {
    return server.sentTo(ANNA).stream().filter(Message.PreVoteRequest.class::isInstance).count();
  }

  private static Object writeBeforeVote(Rules rules) {
    Lone voter = server(rules);
    voter.receives(ANNA, new Message.VoteRequest(4, LAST));
    return voter.sends().getLast().afterWrite();
  }

  private static Object voteForBertAfterAnnaLeads(Rules rules) {
    Durable votedForAnna = new Durable(new Ballot(3, Optional.of(ANNA)), Lone.log(1, 1, 2, 2, 2));
    Lone voter = new Lone(votedForAnna, rules, ANNA, BERT);
    voter.receives(ANNA, append(3, LAST, 0));
    voter.receives(BERT, new Message.VoteRequest(3, LAST));
    return lastVote(voter);
  }

  private static Object voteForBertAfterAnna(Rules rules) {
    Lone voter = server(rules);
    voter.receives(ANNA, new Message.VoteRequest(4, LAST));
    voter.receives(BERT, new Message.VoteRequest(4, LAST));
    return lastVote(voter);
  }

  private static Object voteFor(EntryId lastEntry, Rules rules) {
    Lone voter = server(rules);
    voter.receives(ANNA, new Message.VoteRequest(4, lastEntry));
    return lastVote(voter);
  }

  private static boolean lastVote(Lone voter) {
    return ((Message.VoteReply) voter.sends().getLast().message()).granted();
  }

  private static Object roleWithTwoOfFour(Rules rules) {
    Lone candidate = new Lone(Durable.NOTHING, rules, ANNA, BERT, CARL);
    candidate.timesOut();
    candidate.receives(ANNA, new Message.PreVoteReply(0, true));
    return candidate.core().status().role();
  }

  private static Object roleWithAnnasVoteTwice(Rules rules) {
    Lone candidate = new Lone(Durable.NOTHING, rules, ANNA, BERT, CARL, DORA);
    candidate.timesOut();
    candidate.receives(ANNA, new Message.PreVoteReply(0, true));
    candidate.receives(BERT, new Message.PreVoteReply(0, true));
    candidate.persistAll();
    candidate.receives(ANNA, new Message.VoteReply(1, true));
    candidate.receives(ANNA, new Message.VoteReply(1, true));
    return candidate.core().status().role();
  }

  private static Object roleAfterBertLeads(Rules rules) {
    Lone candidate = server(rules);
    candidate.timesOut();
    candidate.receives(ANNA, new Message.PreVoteReply(3, true));
    candidate.receives(BERT, append(4, LAST, 0));
    return candidate.core().status().role();
  }

  private static Object timeoutsDiffer(Rules rules) {
    Lone server = server(rules);
    for (int i = 0; i < 20; i++) {
      server.timesOut();
    }
    return server.timeouts().stream().distinct().count() > 10;
  }

  private static Object termAfterTimeout(Rules rules) {
    Lone server = server(rules);
    server.timesOut();
    return server.core().status().term();
  }

  private static Object termAfterRivalOfTheLeader(Rules rules) {
    Lone voter = server(rules);
    voter.receives(BERT, append(3, LAST, 0));
    voter.receives(ANNA, new Message.VoteRequest(4, LAST));
    return voter.core().status().term();
  }

  private static Object roleAfterSilence(Rules rules) {
    return unheard(rules).core().status().role();
  }

  private static Object commitAfterSilence(Rules rules) {
    return unheard(rules).core().status().commitIndex();
  }

  /** A leader whose followers have been silent for a second. */
  private static Lone unheard(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.persistAll();
    long elected = leader.nowNanos();
    while (leader.nowNanos() - elected < 1_000_000_000L) {
      leader.timesOut();
    }
    return leader;
  }

  private static Object roleAfterNewerReply(Rules rules) {
    Lone leader = Lone.leader(rules, ANNA, BERT);
    leader.receives(ANNA, new Message.AppendReply(2, false, 0, 0));
    return leader.core().status().role();
  }

  private static Object deniedVoteLeavesTheDeadline(Rules rules) {
    Lone voter = server(rules);
    long deadline = voter.core().nextDeadlineNanos();
    voter.tickAt(200);
    voter.receives(ANNA, new Message.VoteRequest(4, new EntryId(1, 1)));
    return voter.core().nextDeadlineNanos() == deadline;
  }
}
