package minos.raft.flaw;

/** Breaks §8: the outcome of a change without an answer is unknown. */
final class TimeoutReportedAsFailure extends Flaw {
  TimeoutReportedAsFailure() {
    super(
        new Card(
            "CL06",
            "A client says that a change has failed when its time limit is up.",
            "consul#2893, hashicorp/raft#561, jetcd 0.8.2",
            Property.LINEARIZABILITY,
            "Kill or cut off the leader while clients write.",
            Sight.CLIENTS));
  }

  @Override
  public boolean isUnknownAtTheLimit(boolean inDoubt) {
    return false;
  }
}
