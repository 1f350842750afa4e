package minos.raft.flaw;

/** Breaks dissertation §4.2.1: a new server catches up before it votes. */
final class VoterWithoutLog extends Flaw {
  VoterWithoutLog() {
    super(
        new Card(
            "MB06",
            "A new server counts as a voter before it has caught up.",
            "dissertation §4.2.1",
            Property.LIVENESS,
            "Add a server with an empty log to three, and kill one of the three.",
            Sight.SERVICE));
  }

  @Override
  public boolean isCaughtUp(int rounds, long lastRoundNanos, long electionTimeoutNanos) {
    return true;
  }
}
