package minos.raft.flaw;

/** Breaks dissertation §10.2.1: a leader speaks while its disk writes. */
final class HeartbeatsBehindFsync extends Flaw {
  HeartbeatsBehindFsync() {
    super(
        new Card(
            "TM03",
            "A leader does not speak while its disk is busy.",
            "logcabin#200, sofa-jraft#969",
            Property.LIVENESS,
            "Let the disk of the leader stall for one or two seconds.",
            Sight.SERVICE));
  }

  @Override
  public long appendLeavesAfter(long logWrite) {
    return logWrite;
  }
}
