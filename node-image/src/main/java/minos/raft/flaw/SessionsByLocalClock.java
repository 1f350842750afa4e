package minos.raft.flaw;

/** Breaks dissertation §6.3: sessions expire by the time in the log. */
final class SessionsByLocalClock extends Flaw {
  SessionsByLocalClock() {
    super(
        new Card(
            "CL03",
            "Each server lets sessions expire by its own clock, so that states part.",
            "copycat#40; Ratis' retry cache",
            Property.STATE_MACHINE_SAFETY,
            "Let a client rest for a minute, restart a server, and let the client retry.",
            Sight.STEPS,
            Sight.DISKS));
  }

  @Override
  public long sessionTime(long logNanos, long localNanos) {
    return localNanos;
  }
}
