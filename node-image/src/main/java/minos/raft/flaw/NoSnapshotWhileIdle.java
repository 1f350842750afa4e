package minos.raft.flaw;

/** Breaks §7: a follower that lacks what is gone needs a snapshot in any case. */
final class NoSnapshotWhileIdle extends Flaw {
  NoSnapshotWhileIdle() {
    super(
        new Card(
            "RP15",
            "A leader sends no snapshot while its log is empty.",
            "openraft afd6508b, RATIS-2487, MicroRaft d300e13",
            Property.LIVENESS,
            "Cut a follower off until the log is compacted, heal, and ask for nothing more.",
            Sight.SERVICE));
  }

  @Override
  public boolean needsSnapshot(long nextIndex, long base, long lastIndex) {
    return nextIndex <= base && lastIndex > base;
  }
}
