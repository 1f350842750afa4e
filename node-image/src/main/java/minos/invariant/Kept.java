package minos.invariant;

import java.util.Optional;
import minos.raft.Ballot;
import minos.raft.EntryId;
import minos.raft.SnapshotMark;

/** What of a server survives a power failure, as it is known from outside. */
public interface Kept {
  Ballot ballot();

  /** Of the log; 0 where it is empty. */
  long lastIndex();

  /** The newest that is whole. */
  Optional<SnapshotMark> mark();

  /** Whether a committed entry is here, in the log or in the snapshot. */
  boolean holds(EntryId id);

  /** Index of the last entry in the snapshot; 0 without one. */
  default long snapshotIndex() {
    return mark().map(SnapshotMark::index).orElse(0L);
  }

  /** Whether the log, or the snapshot, goes as far as this index. */
  default boolean reachesTo(long index) {
    return index <= Math.max(snapshotIndex(), lastIndex());
  }
}
