package minos.raft.flaw;

/** Breaks §8, for taking from a queue alone. */
final class RetriedPop extends Flaw {
  RetriedPop() {
    super(
        new Card(
            "CL10",
            "A retried pop takes a second element, and the first is lost.",
            "Jepsen on Redis, redisraft#13",
            Property.EXACTLY_ONCE,
            "Lose the reply to a pop that was applied; every element unique.",
            Sight.CLIENTS));
  }

  @Override
  public boolean mayExecute(boolean executedBefore, Nature nature) {
    return !executedBefore || nature == Nature.TAKES;
  }
}
