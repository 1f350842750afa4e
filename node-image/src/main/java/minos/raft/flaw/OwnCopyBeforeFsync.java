package minos.raft.flaw;

/** Breaks dissertation §10.2.1: its own disk counts when it is done. */
final class OwnCopyBeforeFsync extends Flaw {
  OwnCopyBeforeFsync() {
    super(
        new Card(
            "CM03",
            "A leader counts its own copy before that is on disk.",
            "etcd#14370 and #14394, openraft a9f696a9",
            Property.DURABILITY,
            "One follower is slow; cut the power of the leader right after it has answered.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public long ownMatch(long durableIndex, long lastIndex) {
    return lastIndex;
  }
}
