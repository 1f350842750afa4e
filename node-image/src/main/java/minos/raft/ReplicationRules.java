package minos.raft;

/**
 * Raft's rules of how the log is copied and when an entry of it is committed (§5.3, §5.4.2), one
 * method each; a part of {@link Rules}.
 */
public interface ReplicationRules {

  // Replication

  /**
   * The write that must be durable before a leader's message leaves, if any: "the leader can write
   * to its disk in parallel with replicating to the followers" (dissertation §10.2.1).
   *
   * @param logWrite the write that holds the leader's last entry; 0 if it is durable already
   */
  default long appendLeavesAfter(long logWrite) {
    return 0;
  }

  /**
   * "If successful: update nextIndex and matchIndex for follower"; "if AppendEntries fails because
   * of log inconsistency: decrement nextIndex and retry" (figure 2).
   */
  default boolean isAcknowledged(boolean success) {
    return success;
  }

  /**
   * "matchIndex[]: index of highest log entry known to be replicated on server (initialized to 0,
   * increases monotonically)" (figure 2): answers may overtake one another.
   */
  default long matchAfter(long match, long acknowledged) {
    return Math.max(match, acknowledged);
  }

  /**
   * Up to where the logs may agree after a refusal. "The leader decrements nextIndex and retries"
   * (§5.3), but never below what it knows to be replicated: the refusal may be an old one.
   */
  default long mayAgreeUpTo(long match, long hint) {
    return Math.max(match, hint);
  }

  /**
   * "If followers crash or run slowly, or if network packets are lost, the leader retries
   * AppendEntries RPCs indefinitely" (§5.3).
   */
  default boolean retries() {
    return true;
  }

  /**
   * "If the follower does not find an entry in its log with the same index and term, then it
   * refuses the new entries" (§5.3).
   *
   * @param ownTerm of the follower's entry at the index of {@code previous}
   * @param lastTerm of the follower's last entry, wherever that is
   */
  default boolean isConsistent(EntryId previous, long ownTerm, long lastTerm) {
    return previous.term() == ownTerm;
  }

  /**
   * "If an existing entry conflicts with a new one (same index but different terms), delete the
   * existing entry and all that follow it" (figure 2).
   */
  default boolean conflicts(EntryId existing, EntryId sent) {
    return existing.term() != sent.term();
  }

  /**
   * The write that must be durable before an append is acknowledged: "Persistent state on all
   * servers (Updated on stable storage before responding to RPCs)" (figure 2).
   *
   * @param logWrite the write that holds the acknowledged entries; 0 if they are durable already
   */
  default long acknowledgementLeavesAfter(long logWrite) {
    return logWrite;
  }

  /**
   * Where the next batch begins: "the leader maintains a nextIndex for each follower, which is the
   * index of the next log entry the leader will send to that follower" (§5.3), and none is left
   * out, however large it is.
   *
   * @param tooLarge whether that entry alone is more than a batch should be
   */
  default long sendsFrom(long nextIndex, boolean tooLarge) {
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
  default long replicatedUpTo(long acknowledged, long sent) {
    return acknowledged;
  }

  /**
   * Up to where the leader counts itself. It writes "in parallel with replicating to the
   * followers"; it may "commit an entry before it has been written to its own disk, if a majority
   * of followers have written it to their disks" (dissertation §10.2.1), so itself it counts only
   * once its own disk has.
   */
  default long ownMatch(long durableIndex, long lastIndex) {
    return durableIndex;
  }

  /** How often a leader is in its own majority: it is one "of the servers" (§5.3). */
  default int timesLeaderCounts() {
    return 1;
  }

  /**
   * "If there exists an N such that N > commitIndex, a majority of matchIndex[i] >= N" (figure 2):
   * any such N, the last index of the log or not.
   */
  default boolean mayCommitUpTo(long majorityIndex, long lastIndex) {
    return true;
  }

  /**
   * "Only log entries from the leader's current term are committed by counting replicas" (§5.4.2).
   */
  default boolean mayCommitByCounting(long entryTerm, long leaderTerm) {
    return entryTerm == leaderTerm;
  }

  /**
   * "If leaderCommit > commitIndex, set commitIndex = min(leaderCommit, index of last new entry)"
   * (figure 2).
   *
   * @param lastIndex of the follower's own log, which may go on where the leader's does not
   */
  default long followerCommit(
      long commitIndex, long leaderCommit, long lastNewIndex, long lastIndex) {
    return Math.max(commitIndex, Math.min(leaderCommit, lastNewIndex));
  }

  /**
   * "If commitIndex > lastApplied: increment lastApplied, apply log[lastApplied] to state machine"
   * (figure 2).
   */
  default long appliesUpTo(long commitIndex, long lastIndex) {
    return commitIndex;
  }
}
