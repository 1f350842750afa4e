package minos.raft.flaw;

/** Breaks §5.2: a leader leads the term that it was elected in. */
final class LeaderInNewTerm extends Flaw {
  LeaderInNewTerm() {
    super(
        new Card(
            "EL20",
            "A leader that learns of a newer term goes on sending, in the new term's name.",
            "hashicorp/raft#695 (found by Antithesis), RATIS-2154",
            Property.LOG_MATCHING,
            "Cut a leader off with writers, elect another, and heal: the old one learns the new"
                + " term.",
            Sight.STEPS,
            Sight.CLIENTS,
            Sight.DISKS));
  }

  @Override
  public boolean leadsIn(long term, long termWon) {
    return true;
  }
}
