package minos.raft;

import java.util.Optional;
import java.util.SplittableRandom;
import minos.raft.Campaign.Phase;

/**
 * How servers elect a leader: randomized elections (§5.2), the restriction on who may win (§5.4.1),
 * the inquiry before a candidacy and loyalty to a living leader (dissertation §9.6, §4.2.3).
 */
final class Voting {
  private final Server server;
  private final Rules rules;
  private final SplittableRandom random;
  private final long timeoutMinNanos;
  private Optional<Campaign> campaign = Optional.empty();
  private long electionDeadline;
  private long heardFromLeader;

  Voting(Server server) {
    this.server = server;
    this.rules = server.rules();
    // The name goes in, so that servers that were given one seed still draw different timeouts.
    this.random =
        new SplittableRandom(server.config().seed() * 31 + server.self().name().hashCode());
    this.timeoutMinNanos = server.config().electionTimeoutMin().toNanos();
    restartTimer();
  }

  long electionDeadline() {
    return electionDeadline;
  }

  void restartTimer() {
    electionDeadline = server.nowNanos() + rules.electionTimeoutNanos(timeoutMinNanos, random);
    Invariant.that(electionDeadline > server.nowNanos(), "an election timeout lies ahead");
  }

  /** The leader of this term has spoken. */
  void onLeader(NodeId leader) {
    Invariant.that(server.role() != Role.LEADER, "one leader a term (§5.2)");
    Invariant.that(
        server.leader().isEmpty() || server.leader().get().equals(leader),
        "one leader a term (§5.2)");
    if (server.role() != Role.FOLLOWER || server.leader().isEmpty()) {
      server.becomeFollower(server.term(), Optional.of(leader));
    }
    campaign = Optional.empty();
    heardFromLeader = server.nowNanos();
    restartTimer();
  }

  void onTick() {
    if (server.role() != Role.LEADER && server.nowNanos() >= electionDeadline) {
      if (rules.asksBeforeItCampaigns()) {
        inquire();
      } else {
        campaign();
      }
    }
  }

  private void inquire() {
    server.becomeFollower(server.term(), Optional.empty());
    Campaign inquiry = new Campaign(Phase.INQUIRY, server.term(), rules);
    campaign = Optional.of(inquiry);
    restartTimer();
    toAllPeers(new Message.PreVoteRequest(server.term(), server.log().last()), 0);
    campaignIfPromising(inquiry);
  }

  private void campaignIfPromising(Campaign inquiry) {
    if (inquiry.hasVotes(1, server.quorum())) {
      campaign();
    }
  }

  /** The candidate's vote for itself must be on disk before anybody else's can be won. */
  private void campaign() {
    server.becomeCandidate();
    campaign = Optional.of(new Campaign(Phase.ELECTION, server.term(), rules));
    restartTimer();
    toAllPeers(
        new Message.VoteRequest(server.term(), server.log().last()),
        rules.voteLeavesAfter(server.writes().pendingForBallot()));
  }

  private void toAllPeers(Message message, long afterWrite) {
    for (NodeId peer : server.peers()) {
      server.emit(new Effect.Send(peer, message, afterWrite));
    }
  }

  /** Whether a majority has voted for this server; then it must take office at once. */
  boolean isWon() {
    if (server.role() != Role.CANDIDATE) {
      return false;
    }
    Optional<Campaign> election = current(Phase.ELECTION);
    Invariant.that(election.isPresent(), "a candidate campaigns in its term");
    int own = rules.voteLeavesAfter(server.writes().pendingForBallot()) == 0 ? 1 : 0;
    return election.get().hasVotes(own, server.quorum());
  }

  private Optional<Campaign> current(Phase phase) {
    return campaign.filter(c -> c.is(phase, server.term()));
  }

  /** Whether the sender of this message is a candidate that a loyal follower does not hear. */
  boolean isDisregarded(Message message) {
    return switch (message) {
      case Message.VoteRequest request ->
          request.term() > server.term() && rules.disregardsCandidates(hasLivingLeader());
      case Message.PreVoteRequest request -> rules.disregardsCandidates(hasLivingLeader());
      case Message.VoteReply reply -> false;
      case Message.PreVoteReply reply -> false;
      case Message.AppendRequest request -> false;
      case Message.AppendReply reply -> false;
      case Message.InstallRequest request -> false;
      case Message.InstallReply reply -> false;
    };
  }

  private boolean hasLivingLeader() {
    return server.role() == Role.LEADER
        || (server.leader().isPresent() && server.nowNanos() - heardFromLeader < timeoutMinNanos);
  }

  void onPreVoteRequest(NodeId candidate, Message.PreVoteRequest request) {
    boolean granted =
        !rules.isStale(request.term(), server.term())
            && rules.isUpToDate(request.lastEntry(), server.log().last());
    server.emit(new Effect.Send(candidate, new Message.PreVoteReply(server.term(), granted), 0));
  }

  void onPreVoteReply(NodeId voter, Message.PreVoteReply reply) {
    if (reply.granted() && reply.term() == server.term() && server.role() == Role.FOLLOWER) {
      current(Phase.INQUIRY)
          .ifPresent(inquiry -> {
            inquiry.add(voter);
            campaignIfPromising(inquiry);
          });
    }
  }

  void onVoteRequest(NodeId candidate, Message.VoteRequest request) {
    boolean granted =
        !rules.isStale(request.term(), server.term())
            && server.role() == Role.FOLLOWER
            && rules.mayVoteFor(candidate, server.ballot())
            && rules.isUpToDate(request.lastEntry(), server.log().last());
    if (granted) {
      server.vote(candidate);
    }
    if (rules.restartsTimerAfterVote(granted)) {
      restartTimer();
    }
    long afterWrite = granted ? rules.voteLeavesAfter(server.writes().pendingForBallot()) : 0;
    server.emit(
        new Effect.Send(candidate, new Message.VoteReply(server.term(), granted), afterWrite));
  }

  void onVoteReply(NodeId voter, Message.VoteReply reply) {
    if (reply.granted() && reply.term() == server.term() && server.role() == Role.CANDIDATE) {
      current(Phase.ELECTION).ifPresent(election -> election.add(voter));
    }
  }
}
