package minos.raft.flaw;

/** Breaks §5.1: a response of a newer term deposes, too. */
final class DeafToResponses extends Flaw {
  DeafToResponses() {
    super(
        new Card(
            "EL19",
            "A server overlooks a newer term where it comes in a response.",
            "RATIS-981, nebula#2419",
            Property.LIVENESS,
            "Cut the leader off until another is elected; then let it speak, but not hear"
                + " requests.",
            Sight.SERVICE,
            Sight.CLIENTS));
  }

  @Override
  public boolean stepsDown(boolean response, long messageTerm, long currentTerm) {
    return !response && messageTerm > currentTerm;
  }
}
