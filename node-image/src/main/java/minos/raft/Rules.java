package minos.raft;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Raft's rules, one method each: the sentence of the paper on which safety or liveness rests. The
 * protocol asks here at the very point where the rule binds. A flaw ({@code minos.raft.flaw}) is a
 * subclass that breaks exactly one of them, so that Minos can prove that it would notice.
 *
 * <p>All methods are pure: plain values in, a plain answer out. Here is what servers owe one
 * another; {@link ServiceRules} is what they owe their clients.
 */
public class Rules implements MembershipRules, ServiceRules, SnapshotRules, StorageRules {
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

  // Replication

  /**
   * The write that must be durable before a leader's message leaves, if any: "the leader can write
   * to its disk in parallel with replicating to the followers" (dissertation §10.2.1).
   *
   * @param logWrite the write that holds the leader's last entry; 0 if it is durable already
   */
  public long appendLeavesAfter(long logWrite) {
    return 0;
  }

  /**
   * "If successful: update nextIndex and matchIndex for follower"; "if AppendEntries fails because
   * of log inconsistency: decrement nextIndex and retry" (figure 2).
   */
  public boolean isAcknowledged(boolean success) {
    return success;
  }

  /**
   * "matchIndex[]: index of highest log entry known to be replicated on server (initialized to 0,
   * increases monotonically)" (figure 2): answers may overtake one another.
   */
  public long matchAfter(long match, long acknowledged) {
    return Math.max(match, acknowledged);
  }

  /**
   * Up to where the logs may agree after a refusal. "The leader decrements nextIndex and retries"
   * (§5.3), but never below what it knows to be replicated: the refusal may be an old one.
   */
  public long mayAgreeUpTo(long match, long hint) {
    return Math.max(match, hint);
  }

  /**
   * "If followers crash or run slowly, or if network packets are lost, the leader retries
   * AppendEntries RPCs indefinitely" (§5.3).
   */
  public boolean retries() {
    return true;
  }

  /**
   * "If the follower does not find an entry in its log with the same index and term, then it
   * refuses the new entries" (§5.3).
   *
   * @param ownTerm of the follower's entry at the index of {@code previous}
   * @param lastTerm of the follower's last entry, wherever that is
   */
  public boolean isConsistent(EntryId previous, long ownTerm, long lastTerm) {
    return previous.term() == ownTerm;
  }

  /**
   * "If an existing entry conflicts with a new one (same index but different terms), delete the
   * existing entry and all that follow it" (figure 2).
   */
  public boolean conflicts(EntryId existing, EntryId sent) {
    return existing.term() != sent.term();
  }

  /**
   * The write that must be durable before an append is acknowledged: "Persistent state on all
   * servers (Updated on stable storage before responding to RPCs)" (figure 2).
   *
   * @param logWrite the write that holds the acknowledged entries; 0 if they are durable already
   */
  public long acknowledgementLeavesAfter(long logWrite) {
    return logWrite;
  }

  /**
   * Where the next batch begins: "the leader maintains a nextIndex for each follower, which is the
   * index of the next log entry the leader will send to that follower" (§5.3), and none is left
   * out, however large it is.
   *
   * @param tooLarge whether that entry alone is more than a batch should be
   */
  public long sendsFrom(long nextIndex, boolean tooLarge) {
    return nextIndex;
  }

  // Commitment

  /**
   * Up to where a follower counts as having the log: "matchIndex[]: index of highest log entry
   * known to be replicated on server" (figure 2).
   *
   * @param acknowledged what the follower has said it holds
   * @param sent what the leader has sent it
   */
  public long replicatedUpTo(long acknowledged, long sent) {
    return acknowledged;
  }

  /**
   * Up to where the leader counts itself. It writes "in parallel with replicating to the
   * followers"; it may "commit an entry before it has been written to its own disk, if a majority
   * of followers have written it to their disks" (dissertation §10.2.1), so itself it counts only
   * once its own disk has.
   */
  public long ownMatch(long durableIndex, long lastIndex) {
    return durableIndex;
  }

  /** How often a leader is in its own majority: it is one "of the servers" (§5.3). */
  public int timesLeaderCounts() {
    return 1;
  }

  /**
   * "If there exists an N such that N > commitIndex, a majority of matchIndex[i] >= N" (figure 2):
   * any such N, the last index of the log or not.
   */
  public boolean mayCommitUpTo(long majorityIndex, long lastIndex) {
    return true;
  }

  /**
   * "Only log entries from the leader's current term are committed by counting replicas" (§5.4.2).
   */
  public boolean mayCommitByCounting(long entryTerm, long leaderTerm) {
    return entryTerm == leaderTerm;
  }

  /**
   * "If leaderCommit > commitIndex, set commitIndex = min(leaderCommit, index of last new entry)"
   * (figure 2).
   *
   * @param lastIndex of the follower's own log, which may go on where the leader's does not
   */
  public long followerCommit(
      long commitIndex, long leaderCommit, long lastNewIndex, long lastIndex) {
    return Math.max(commitIndex, Math.min(leaderCommit, lastNewIndex));
  }

  /**
   * "If commitIndex > lastApplied: increment lastApplied, apply log[lastApplied] to state machine"
   * (figure 2).
   */
  public long appliesUpTo(long commitIndex, long lastIndex) {
    return commitIndex;
  }
}
