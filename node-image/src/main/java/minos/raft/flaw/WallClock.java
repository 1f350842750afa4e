package minos.raft.flaw;

/** Breaks the clock of all timers and leases: it is monotonic. */
final class WallClock extends Flaw {
  WallClock() {
    super(
        new Card(
            "RD11",
            "Election timers and leases run on the wall clock, which can be set.",
            "MicroRaft's default clock, sofa-jraft#34",
            Property.LINEARIZABILITY,
            "Set a server's clock back or forth by minutes.",
            Sight.CLIENTS,
            Sight.SERVICE));
  }

  @Override
  public long timeNanos(long monotonicNanos, long wallNanos) {
    return wallNanos;
  }
}
