package minos.raft.flaw;

/** Breaks figure 2: only a granted vote puts the timeout off. */
final class TimerRestartedByDeniedVote extends Flaw {
  TimerRestartedByDeniedVote() {
    super(
        new Card(
            "TM01",
            "Any candidate puts the election timeout of a voter off, also one that it refuses.",
            "cs733; Students' guide to Raft",
            Property.LIVENESS,
            "A candidate whose log is behind asks again and again.",
            Sight.SERVICE));
  }

  @Override
  public boolean restartsTimerAfterVote(boolean granted) {
    return true;
  }
}
