package minos.raft.flaw;

/** Breaks §7: first the snapshot is on stable storage, then the log goes. */
final class CompactionBeforeSnapshot extends Flaw {
  CompactionBeforeSnapshot() {
    super(
        new Card(
            "SN09",
            "A server forgets its log as soon as it begins a snapshot.",
            "sofa-jraft#227, redisraft#654",
            Property.DURABILITY,
            "Fail the power while a snapshot is written.",
            Sight.STEPS,
            Sight.DISKS));
  }

  @Override
  public boolean mayCompact(boolean snapshotDurable) {
    return true;
  }
}
