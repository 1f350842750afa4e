package minos.raft;

/**
 * What a snapshot stands for: "the last included index is the index of the last entry in the log
 * that the snapshot replaces, and the last included term is the term of this entry" (§7).
 *
 * @param last the last entry that it replaces
 * @param membership "the latest configuration in the log as of last included index" (§7)
 */
public record SnapshotMark(EntryId last, Membership membership) {
  public SnapshotMark {
    Invariant.that(last.index() >= 1, "a snapshot replaces something", last.index(), 1);
  }

  public long index() {
    return last.index();
  }
}
