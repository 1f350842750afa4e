package minos.raft.flaw;

/** Breaks §8: a serial number that was executed is executed again. */
final class RetriesExecutedAgain extends Flaw {
  RetriesExecutedAgain() {
    super(
        new Card(
            "CL01",
            "A retried command is executed again.",
            "Jepsen on jetcd 0.8.2 (2024), nebula#3109, redisraft#52, akka-raft#64",
            Property.EXACTLY_ONCE,
            "Lose the reply to a command that was applied: kill the leader after the commit.",
            Sight.CLIENTS));
  }

  @Override
  public boolean mayExecute(boolean executedBefore, Nature nature) {
    return true;
  }
}
