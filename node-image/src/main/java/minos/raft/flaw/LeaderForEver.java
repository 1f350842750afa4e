package minos.raft.flaw;

/** Breaks dissertation §6.2: a leader that nobody answers steps down. */
final class LeaderForEver extends Flaw {
  LeaderForEver() {
    super(
        new Card(
            "EL17",
            "A leader that hears nobody leads on and takes commands that can never commit.",
            "often seen in courses",
            Property.LIVENESS,
            "Cut the leader off together with its clients.",
            Sight.SERVICE));
  }

  @Override
  public boolean stepsDownWhenUnconfirmed() {
    return false;
  }
}
