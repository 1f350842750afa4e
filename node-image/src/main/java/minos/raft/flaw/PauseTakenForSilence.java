package minos.raft.flaw;

/** Breaks figure 2: the timeout elapses without an AppendEntries. */
final class PauseTakenForSilence extends Flaw {
  PauseTakenForSilence() {
    super(
        new Card(
            "TM02",
            "A server that was paused campaigns before it hears what its leader said meanwhile.",
            "RATIS-545, camunda#5668",
            Property.LIVENESS,
            "Stop processes for seconds (SIGSTOP) and let them go on; count the elections.",
            Sight.SERVICE));
  }

  @Override
  public boolean hasStoodStill(long lateNanos, long timeoutMinNanos) {
    return false;
  }
}
