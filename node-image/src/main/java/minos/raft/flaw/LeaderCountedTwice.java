package minos.raft.flaw;

/** Breaks §5.3: a leader is one server of the majority. */
final class LeaderCountedTwice extends Flaw {
  LeaderCountedTwice() {
    super(
        new Card(
            "CM04",
            "A leader counts itself twice.",
            "openraft beb0302b",
            Property.DURABILITY,
            "Cut the leader off together with its clients, and heal.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public int timesLeaderCounts() {
    return 2;
  }
}
