package minos.raft.flaw;

/** Breaks the log: a record is what its checksum says. */
final class TornTailAccepted extends Flaw {
  TornTailAccepted() {
    super(
        new Card(
            "ST05",
            "Half a write counts as an entry.",
            "etcd#6378, #6379 and #14098",
            Property.STATE_MACHINE_SAFETY,
            "Cut the power during a write whose sectors arrive in another order.",
            Sight.STEPS,
            Sight.DISKS));
  }

  @Override
  public boolean isRecord(boolean checksumIsRight) {
    return true;
  }
}
