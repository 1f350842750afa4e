package minos.raft;

/** Raft's rules of snapshots and log compaction (§7), one method each; a part of {@link Rules}. */
public interface SnapshotRules {

  /**
   * What a snapshot says of itself: "the last included index is the index of the last entry in the
   * log that the snapshot replaces (the last entry the state machine had applied), and the last
   * included term is the term of this entry" (§7).
   */
  default EntryId lastIncluded(EntryId lastApplied, long currentTerm) {
    return lastApplied;
  }

  /**
   * "In snapshotting, the entire current system state is written to a snapshot" (§7); what is known
   * of clients' earlier commands is a part of it (dissertation §6.3).
   */
  default boolean snapshotHoldsSessions() {
    return true;
  }

  /**
   * Whether the log may be forgotten: the state "is written to a snapshot on stable storage, then
   * the entire log up to that point is discarded" (§7).
   */
  default boolean mayCompact(boolean snapshotDurable) {
    return snapshotDurable;
  }

  /**
   * Where a server begins to apply when it starts: a snapshot "replaces all log entries" up to its
   * last (§7), and "lastApplied increases monotonically" (figure 2).
   *
   * @param base the last entry that the log has no more, at or before the snapshot's
   */
  default long lastAppliedAtStart(long snapshotIndex, long base) {
    return snapshotIndex;
  }

  /**
   * "The leader must occasionally send snapshots to followers that lag behind. This happens when
   * the leader has already discarded the next log entry that it needs to send" (§7), whether or not
   * there is anything else to send.
   */
  default boolean needsSnapshot(long nextIndex, long base, long lastIndex) {
    return nextIndex <= base;
  }

  /**
   * "Servers retry RPCs if they do not receive a response in a timely manner" (§5.1): each chunk of
   * a snapshot, too.
   */
  default boolean retriesChunks() {
    return true;
  }

  /**
   * Who belongs to the cluster after a snapshot was installed: a server resets its state "using
   * snapshot contents (and load snapshot's cluster configuration)" (figure 13).
   *
   * @param known the one that the server went by before
   */
  default Membership membershipInstalled(Membership ofSnapshot, Membership known) {
    return ofSnapshot;
  }

  /**
   * "If existing log entry has same index and term as snapshot's last included entry, retain log
   * entries following it"; else "discard the entire log" (figure 13).
   */
  default boolean retainsRest(boolean holdsLastIncluded) {
    return holdsLastIncluded;
  }
}
