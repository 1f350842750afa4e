package minos.raft.flaw;

/** Breaks §8, for compare-and-set alone. */
final class RetriedComparison extends Flaw {
  RetriedComparison() {
    super(
        new Card(
            "CL09",
            "A retried compare-and-set is compared again, and finds its own success in its way.",
            "CL01, on one operation",
            Property.LINEARIZABILITY,
            "Lose the reply to a compare-and-set that was applied.",
            Sight.CLIENTS));
  }

  @Override
  public boolean mayExecute(boolean executedBefore, Nature nature) {
    return !executedBefore || nature == Nature.COMPARES;
  }
}
