package minos.raft;

/**
 * Raft's rules on which the promises to clients rest, reads, outcomes and sessions, one method
 * each; a part of {@link Rules}. The sentences are those of the paper and of its dissertation.
 */
public interface ServiceRules {

  // Reading

  /**
   * A server that does not lead answers no read by itself: it names the leader (§8), or "the
   * follower could issue a request to the leader that just asked for a current readIndex", and
   * answers then (dissertation §6.4).
   */
  default boolean asksLeaderBeforeItReads(Role role) {
    return role != Role.LEADER;
  }

  /**
   * Which round an answer confirms. The leader "issues a new round of heartbeats and waits for
   * their acknowledgments" (dissertation §6.4): an answer to an older heartbeat, however late it
   * arrives, is none.
   *
   * @param echoed the round of the heartbeat that was answered
   * @param newest the round now under way
   */
  default long roundConfirmed(long echoed, long newest) {
    return echoed;
  }

  /**
   * "A leader must have the latest information on which entries are committed", so it waits until
   * the no-op of its own term is (§8).
   */
  default boolean mayStartRead(long commitIndex, long firstIndexOfTerm) {
    return commitIndex >= firstIndexOfTerm;
  }

  /**
   * Where a read may be answered: "the leader waits for its state machine to advance at least as
   * far as the readIndex" (dissertation §6.4).
   */
  default long servesReadAt(long readIndex) {
    return readIndex;
  }

  /**
   * How long a round of heartbeats that a majority has answered lets a leader serve reads without
   * another: "the leader would use the normal heartbeat mechanism to maintain a lease", "start +
   * election timeout / clock drift bound" (dissertation §6.4.1).
   *
   * @param timeoutMinNanos nobody who has heard the leader votes for another before
   * @param drift by how much one server's clock may run faster than another's; 0.01 is 1 %
   */
  default long leaseNanos(long timeoutMinNanos, double drift) {
    return (long) (timeoutMinNanos / (1 + drift));
  }

  /**
   * Who takes over by transfer does not wait for the election timeout on which a lease rests, so
   * the leader gives its lease up before it asks for that (dissertation §6.4.1, §3.10).
   */
  default boolean endsLeaseAtTransfer() {
    return true;
  }

  // Clients

  /**
   * A server without a leader holds requests for a while, until one is known: "if there is no
   * leader" a client that was refused at once would only come back at once.
   */
  default boolean waitsForLeader() {
    return true;
  }

  /**
   * Whether a command in the log of a deposed leader may yet commit under another. Then its outcome
   * is unknown to the client, as "if the leader crashes after committing the log entry but before
   * responding to the client" (§8), and must not be called a failure.
   */
  default boolean mayCommitAfterAll() {
    return true;
  }

  /**
   * "If it receives a command whose serial number has already been executed, it responds
   * immediately without re-executing the request" (§8).
   */
  default boolean mayExecute(boolean executedBefore, Nature nature) {
    return !executedBefore;
  }

  /** What matters of a command where it is executed twice. */
  enum Nature {
    /** It changes something only where it finds what it expects. */
    COMPARES,
    /** It removes what it returns. */
    TAKES,
    OTHER
  }

  /**
   * By which time sessions expire: by that which the leader has written into the log, since all
   * servers must agree on when a session ends (dissertation §6.3).
   *
   * @param localNanos the clock of the server that applies
   */
  default long sessionTime(long logNanos, long localNanos) {
    return logNanos;
  }

  /**
   * Whether a command of an unknown session is executed in a new one. It may be the retry of one
   * that was executed before its session expired, so the client gets an error (dissertation §6.3).
   */
  default boolean makesUpSessions() {
    return false;
  }

  /** Every server executes the very same command, so that all come to the same state (§2). */
  default Payload executedAs(Payload command, NodeId server) {
    return command;
  }

  /**
   * Where one server has applied an entry, no other may do anything else at its index (§5.4.3): one
   * that cannot execute a committed command stops, and does not pass over it.
   */
  default boolean stopsAtUnreadable() {
    return true;
  }

  /**
   * The leader "returns the result of that execution to the client" (§5.3): of the command in its
   * place in the log, not of what it expected when the command was proposed.
   */
  default boolean answersWhatWasExecuted() {
    return true;
  }

  /** A command is answered only after its entry was committed and applied (§5.3). */
  default boolean answersWhenDeposed() {
    return false;
  }

  /** How many questions a server has in hand at a time: those of many clients. */
  default int questionsInHand(int max) {
    return max;
  }

  /**
   * What a client may say when its time limit is up and no answer has come: if an attempt may have
   * arrived, the outcome is unknown, and no failure (§8).
   *
   * @param inDoubt whether an attempt was sent whose fate is unknown
   */
  default boolean isUnknownAtTheLimit(boolean inDoubt) {
    return inDoubt;
  }
}
