package minos.raft;

/**
 * What a server's storage may do, and what a server may make of it. "Persistent state on all
 * servers (Updated on stable storage before responding to RPCs)" (figure 2) is the rule behind all
 * of these.
 */
public interface StorageRules {
  /**
   * What a restarted server knows of terms and votes: "currentTerm: latest term server has seen";
   * "votedFor" (figure 2).
   *
   * @param lastLogTerm of the last entry on its disk
   */
  default Ballot ballotAfterRestart(Ballot stored, long lastLogTerm) {
    return stored;
  }

  /**
   * Whether a server may vote and lead whose log was found damaged: only once it holds an entry of
   * a later term, and with it all that it may have acknowledged and forgotten (Alagappan et al.,
   * "Protocol-Aware Recovery for Consensus-Based Storage", FAST 2018). That later leader was
   * elected without this server's vote; so by leader completeness its log holds every entry that
   * was committed with this server's acknowledgement, all of them before its own first.
   *
   * @param damagedIn the term of the server when the damage was found; 0 if it never was
   */
  default boolean mayVoteWith(EntryId last, long damagedIn) {
    return damagedIn == 0 || last.term() > damagedIn;
  }

  /** What was written is on stable storage only once the disk has been told to force it. */
  default boolean forces() {
    return true;
  }

  /** A new file survives only once its folder is on stable storage, too. */
  default boolean forcesNames() {
    return true;
  }

  /** A vote that could not be written down must not be given, now or later. */
  default boolean endsWhenVoteIsLost() {
    return true;
  }

  /**
   * What a failed force was to write may be gone though the next force succeeds (Rebello et al.,
   * "Can Applications Recover from fsync Failures?", ATC 2020).
   */
  default boolean endsWhenForceFails() {
    return true;
  }

  /** Whether bytes of the right shape are a record of the log. */
  default boolean isRecord(boolean checksumIsRight) {
    return checksumIsRight;
  }

  /**
   * Whether the log simply ends before a bad record. A write that was never promised to anybody may
   * be cut off; anything else was promised (Alagappan et al., FAST 2018).
   */
  default boolean endsBeforeBadRecord(boolean promised) {
    return !promised;
  }

  /** What is left of a torn write must go before anything is written after it. */
  default boolean clearsTornTail() {
    return true;
  }

  /**
   * "If an existing entry conflicts with a new one, delete the existing entry and all that follow
   * it" (figure 2): on the disk, too.
   */
  default boolean deletesConflictsOnDisk() {
    return true;
  }

  /** Whether a server takes it up when its disk runs full, or has room again. */
  default boolean heedsSpace() {
    return true;
  }
}
