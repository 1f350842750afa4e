package minos.raft;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Raft's rules, one method each: the sentence of the paper on which safety or liveness rests. The
 * protocol asks here at the very point where the rule binds. A flaw ({@code minos.raft.flaw}) is a
 * subclass that breaks exactly one of them, so that Minos can prove that it would notice.
 *
 * <p>All methods are pure: plain values in, a plain answer out. Here are terms, majorities and
 * elections; the other families have interfaces of their own.
 */
public class Rules
    implements ReplicationRules, MembershipRules, ServiceRules, SnapshotRules, StorageRules {
  /** The rules as the paper has them. */
  public static final Rules OF_THE_PAPER = new Rules();

  protected Rules() {}

  // Terms and quorums

  /**
   * How many servers decide: "a majority of the servers in the full cluster" (§5.2), more than half
   * also where their number is even, and however few of them can be reached.
   *
   * @param reachable servers that a leader has heard lately, itself included; all of them, where
   *     nobody leads
   */
  public int quorum(int servers, int reachable) {
    return servers / 2 + 1;
  }

  /**
   * "If RPC request or response contains term T > currentTerm: set currentTerm = T, convert to
   * follower" (§5.1).
   */
  public boolean stepsDown(boolean response, long messageTerm, long currentTerm) {
    return messageTerm > currentTerm;
  }

  /** "If a server receives a request with a stale term number, it rejects the request" (§5.1). */
  public boolean isStale(long candidateTerm, long currentTerm) {
    return candidateTerm < currentTerm;
  }

  /**
   * "If the leader's term (included in its RPC) is at least as large as the candidate's current
   * term, then the candidate recognizes the leader as legitimate and returns to follower state"
   * (§5.2); nobody else takes a smaller one either (figure 2).
   */
  public boolean recognizesLeader(Role role, long leaderTerm, long currentTerm) {
    return leaderTerm >= currentTerm;
  }

  /**
   * What a server remembers in a term: it forgets its vote only with the term it was cast in. "Each
   * server will vote for at most one candidate in a given term" (§5.2).
   */
  public Ballot ballotIn(long term, Ballot current) {
    return term == current.term() ? current : new Ballot(term, Optional.empty());
  }

  // Voting

  /**
   * "Each server will vote for at most one candidate in a given term, on a first-come-first-served
   * basis" (§5.2).
   */
  public boolean mayVoteFor(NodeId candidate, Ballot ballot) {
    return ballot.votedFor().isEmpty() || ballot.votedFor().get().equals(candidate);
  }

  /**
   * "The voter denies its vote if its own log is more up-to-date than that of the candidate"
   * (§5.4.1).
   */
  public boolean isUpToDate(EntryId candidateLast, EntryId voterLast) {
    return candidateLast.compareTo(voterLast) >= 0;
  }

  /**
   * The write that must be durable before a granted vote leaves: "Persistent state on all servers
   * (Updated on stable storage before responding to RPCs)" (figure 2).
   *
   * @param ballotWrite the write that holds the vote; 0 if it is durable already
   */
  public long voteLeavesAfter(long ballotWrite) {
    return ballotWrite;
  }

  /**
   * "A candidate wins an election if it receives votes from a majority of the servers" (§5.2): a
   * server has one vote, however often its answer arrives.
   */
  public boolean countsVote(boolean countedBefore) {
    return !countedBefore;
  }

  /**
   * "If election timeout elapses without receiving AppendEntries RPC from current leader or
   * granting vote to candidate: convert to candidate" (figure 2); a vote that was denied does not
   * put it off.
   */
  public boolean restartsTimerAfterVote(boolean granted) {
    return granted;
  }

  /**
   * "If a server receives a RequestVote request within the minimum election timeout of hearing from
   * a current leader, it does not update its term or grant its vote" (dissertation §4.2.3).
   */
  public boolean disregardsCandidates(boolean heardFromLeaderLately) {
    return heardFromLeaderLately;
  }

  /**
   * "A candidate only increments its term if it first learns from a majority of the cluster that
   * they would be willing to grant the candidate their votes" (dissertation §9.6).
   */
  public boolean asksBeforeItCampaigns() {
    return true;
  }

  /**
   * "Election timeouts are chosen randomly from a fixed interval" (§5.2); here from {@code
   * minNanos} to twice that.
   */
  public long electionTimeoutNanos(long minNanos, RandomGenerator random) {
    return minNanos + random.nextLong(minNanos);
  }

  /**
   * Whether a leader may still believe that it leads: "a leader must check whether it has been
   * deposed", by "having the leader exchange heartbeat messages with a majority of the cluster"
   * (§8). Asked before reads are served, and when the leader has not heard from a majority for
   * long.
   *
   * @param confirming servers that have called it their leader since, itself included
   */
  public boolean isConfirmedLeader(int confirming, int quorum) {
    return confirming >= quorum;
  }

  /**
   * "A leader in Raft steps down if an election timeout elapses without a successful round of
   * heartbeats to a majority of its cluster" (dissertation §6.2).
   */
  public boolean stepsDownWhenUnconfirmed() {
    return true;
  }

  /**
   * A leader leads the term that it was elected in, and "there can be at most one leader in a given
   * term" (§5.2): who is deposed by a newer one says nothing more in its name.
   */
  public boolean leadsIn(long term, long termWon) {
    return term == termWon;
  }

  /**
   * Whether an election timeout elapsed because this server itself stood still: its process was
   * stopped, or its machine. Then what the leader said meanwhile is still to be heard, and "without
   * receiving AppendEntries RPC" (figure 2) does not hold yet.
   *
   * @param lateNanos how much too late the server has noticed
   */
  public boolean hasStoodStill(long lateNanos, long timeoutMinNanos) {
    return lateNanos >= timeoutMinNanos / 2;
  }

  /**
   * What a server's timers and leases go by: a clock that nobody can set. Asked by the driver, as
   * the core has no clock of its own.
   *
   * @param wallNanos since 1970
   */
  public long timeNanos(long monotonicNanos, long wallNanos) {
    return monotonicNanos;
  }
}
