package minos.raft.flaw;

/** Breaks §5.2: a majority of the full cluster. */
final class MajorityOfTheReachable extends Flaw {
  MajorityOfTheReachable() {
    super(
        new Card(
            "EL18",
            "A leader needs a majority only of the servers that it can reach.",
            "often seen in courses: \"works with one server left\"",
            Property.STATE_MACHINE_SAFETY,
            "Cut the cluster in two, write on both sides, and heal.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public int quorum(int servers, int reachable) {
    return reachable / 2 + 1;
  }
}
