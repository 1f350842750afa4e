package minos.raft.flaw;

/** Breaks figure 2: lastApplied increases monotonically. */
final class LogReplayedOverSnapshot extends Flaw {
  LogReplayedOverSnapshot() {
    super(
        new Card(
            "SN10",
            "A restarted server applies its log from the beginning to the state of its snapshot.",
            "hashicorp/raft#142, #523, braft#121, #414",
            Property.EXACTLY_ONCE,
            "Restart a server that has a snapshot and a part of the log before it.",
            Sight.CLIENTS,
            Sight.DISKS));
  }

  @Override
  public long lastAppliedAtStart(long snapshotIndex, long base) {
    return base;
  }
}
