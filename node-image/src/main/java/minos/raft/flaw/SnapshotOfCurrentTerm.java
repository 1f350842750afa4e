package minos.raft.flaw;

import minos.raft.EntryId;

/** Breaks §7: the last included term is the term of that entry. */
final class SnapshotOfCurrentTerm extends Flaw {
  SnapshotOfCurrentTerm() {
    super(
        new Card(
            "SN02",
            "A snapshot says that its last entry is of the current term.",
            "RATIS-1902, redisraft#43, d-engine#442",
            Property.LOG_MATCHING,
            "Install a snapshot, then append right after it.",
            Sight.STEPS,
            Sight.SERVICE));
  }

  @Override
  public EntryId lastIncluded(EntryId lastApplied, long currentTerm) {
    return new EntryId(currentTerm, lastApplied.index());
  }
}
