package minos.raft.flaw;

/** Breaks figure 2: any index that a majority holds. */
final class CommitOfTheLastOnly extends Flaw {
  CommitOfTheLastOnly() {
    super(
        new Card(
            "CM10",
            "A leader looks for a majority only at the end of its log, and not before it.",
            "RaftOS PR#30 (SandTable)",
            Property.LIVENESS,
            "Write faster than the followers acknowledge, or let a majority hold less than the"
                + " leader.",
            Sight.SERVICE));
  }

  @Override
  public boolean mayCommitUpTo(long majorityIndex, long lastIndex) {
    return majorityIndex == lastIndex;
  }
}
