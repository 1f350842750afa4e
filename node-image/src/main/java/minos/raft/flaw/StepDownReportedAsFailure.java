package minos.raft.flaw;

/** Breaks §8: the outcome may be unknown. */
final class StepDownReportedAsFailure extends Flaw {
  StepDownReportedAsFailure() {
    super(
        new Card(
            "CL07",
            "A leader that is deposed tells its clients that their commands have failed; they may"
                + " yet commit.",
            "consul#2893, hashicorp/raft#561, jetcd 0.8.2",
            Property.LINEARIZABILITY,
            "Cut the leader off right after it has sent a command to a majority.",
            Sight.CLIENTS));
  }

  @Override
  public boolean mayCommitAfterAll() {
    return false;
  }
}
