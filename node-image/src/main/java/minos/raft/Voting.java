package minos.raft;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
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
  private boolean excused;

  Voting(Server server) {
    this.server = server;
    this.rules = server.rules();
    // The name goes in, so that servers that were given one seed still draw different timeouts.
    this.random =
        new SplittableRandom(server.config().seed() * 31 + server.self().name().hashCode());
    this.timeoutMinNanos = server.config().electionTimeoutMin().toNanos();
    this.heardFromLeader = server.nowNanos();
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
    excused = false;
    restartTimer();
  }

  /** A pause of this server is no silence of its leader, but it is an excuse only once. */
  void onTick() {
    long late = server.nowNanos() - electionDeadline;
    if (late >= 0 && !excused && rules.hasStoodStill(late, timeoutMinNanos)) {
      excused = true;
      restartTimer();
    } else if (late >= 0) {
      excused = false;
      if (!mayCampaign()) {
        restartTimer();
      } else if (rules.asksBeforeItCampaigns()) {
        inquire();
      } else {
        campaign(false);
      }
    }
  }

  /**
   * Voters campaign; and who is on the way out does, as long as the cluster may still need it: "it
   * might still be needed until the C-new entry is committed" (dissertation §4.2.2). Not so a
   * server that finds another incarnation of itself in the log: it has forgotten what that one
   * promised.
   */
  private boolean mayCampaign() {
    Membership membership = server.membership();
    boolean learner = membership.learners().contains(server.self());
    boolean outside = !learner && !membership.isVoter(server.self());
    return server.isNamed(server.self(), server.config().incarnation())
        && server.mayVote()
        && rules.mayCampaign(learner)
        && !(outside && server.isMembershipCommitted());
  }

  private void inquire() {
    server.becomeFollower(server.term(), Optional.empty());
    Campaign inquiry = new Campaign(Phase.INQUIRY, server.term(), rules);
    campaign = Optional.of(inquiry);
    restartTimer();
    toVoters(new Message.PreVoteRequest(server.term(), server.log().last()), 0);
    campaignIfPromising(inquiry);
  }

  private void campaignIfPromising(Campaign inquiry) {
    if (hasVotes(inquiry, 1)) {
      campaign(false);
    }
  }

  private boolean hasVotes(Campaign by, int own) {
    ToIntFunction<NodeId> votes = voter -> voter.equals(server.self()) ? own : by.votesOf(voter);
    boolean remembers = server.log().lastIndex() > 0;
    boolean majority = !server.config().mayBeWiped() || rules.isMajorityEnough(remembers);
    return server.electorate().elects(votes) && (majority || areUnanimous(votes));
  }

  private boolean areUnanimous(ToIntFunction<NodeId> votes) {
    return server.membership().voters().stream().allMatch(voter -> votes.applyAsInt(voter) > 0);
  }

  /** The candidate's vote for itself must be on disk before anybody else's can be won. */
  private void campaign(boolean byTransfer) {
    server.becomeCandidate();
    campaign = Optional.of(new Campaign(Phase.ELECTION, server.term(), rules));
    restartTimer();
    toVoters(
        new Message.VoteRequest(server.term(), server.log().last(), byTransfer),
        rules.voteLeavesAfter(server.writes().pendingForBallot()));
  }

  private void toVoters(Message message, long afterWrite) {
    for (NodeId member : server.membership().all()) {
      if (server.membership().isVoter(member) && !member.equals(server.self())) {
        server.emit(new Effect.Send(member, message, afterWrite));
      }
    }
  }

  /** Whether enough have voted for this server; then it must take office at once. */
  boolean isWon() {
    if (server.role() != Role.CANDIDATE) {
      return false;
    }
    Optional<Campaign> election = current(Phase.ELECTION);
    Invariant.that(election.isPresent(), "a candidate campaigns in its term");
    int own = rules.voteLeavesAfter(server.writes().pendingForBallot()) == 0 ? 1 : 0;
    return hasVotes(election.get(), own);
  }

  private Optional<Campaign> current(Phase phase) {
    return campaign.filter(c -> c.is(phase, server.term()));
  }

  /**
   * Whether the sender of this message is a candidate that a loyal follower does not hear. It hears
   * one whom its leader has asked to campaign: a voter, or the leader would not have.
   */
  boolean isDisregarded(NodeId from, Message message) {
    return switch (message) {
      case Message.VoteRequest request ->
          (request.term() > server.term() || mayHaveLease())
              && !(request.byTransfer() && server.membership().isVoter(from))
              && rules.disregardsCandidates(hasLivingLeader());
      case Message.PreVoteRequest request -> rules.disregardsCandidates(hasLivingLeader());
      case Message.VoteReply reply -> false;
      case Message.PreVoteReply reply -> false;
      case Message.AppendRequest request -> false;
      case Message.AppendReply reply -> false;
      case Message.InstallRequest request -> false;
      case Message.InstallReply reply -> false;
      case Message.ReadIndexRequest request -> false;
      case Message.ReadIndexReply reply -> false;
      case Message.TimeoutNow request -> false;
    };
  }

  /**
   * Where leaders have leases, what a server has answered binds it for the whole timeout, whatever
   * it has learned since; also after a restart, since it may have answered just before.
   */
  private boolean hasLivingLeader() {
    boolean heardLately = server.nowNanos() - heardFromLeader < timeoutMinNanos;
    return server.role() == Role.LEADER
        || (heardLately && (server.leader().isPresent() || mayHaveLease()));
  }

  private boolean mayHaveLease() {
    return server.config().leaseDrift().isPresent();
  }

  void onPreVoteRequest(NodeId candidate, Message.PreVoteRequest request) {
    boolean granted =
        !rules.isStale(request.term(), server.term())
            && server.mayVote()
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

  /**
   * "The target server starts a new election (incrementing its term and becoming a candidate)"
   * (dissertation §3.10): the leader itself has asked, so nobody needs to be asked first.
   */
  void onTimeoutNow(NodeId leader, Message.TimeoutNow request) {
    if (request.term() == server.term()
        && server.leader().equals(Optional.of(leader))
        && server.role() == Role.FOLLOWER
        && server.hasRoom()
        && mayCampaign()) {
      campaign(true);
    }
  }

  /**
   * A learner that is asked votes, too: in a log that it has not yet received it may be a voter.
   * Whether the vote counts is for the candidate to know.
   */
  void onVoteRequest(NodeId candidate, Message.VoteRequest request) {
    boolean granted =
        !rules.isStale(request.term(), server.term())
            && server.role() == Role.FOLLOWER
            && server.mayVote()
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
