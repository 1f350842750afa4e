package minos.raft.flaw;

/** Breaks §5.2: a majority is more than half. */
final class HalfIsAMajority extends Flaw {
  HalfIsAMajority() {
    super(
        new Card(
            "EL09",
            "Where the number of servers is even, half of them decide.",
            "hashicorp/raft 163a55f; CCF (NSDI 2025)",
            Property.ELECTION_SAFETY,
            "Cut four servers into two and two, and write on both sides.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public int quorum(int servers, int reachable) {
    return (servers + 1) / 2;
  }
}
