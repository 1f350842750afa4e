package minos.raft.flaw;

/** Breaks dissertation, figure 4.1: one change after the other. */
final class ChangesAtOnce extends Flaw {
  ChangesAtOnce() {
    super(
        new Card(
            "MB02",
            "A leader begins a change of the members while another is not committed.",
            "Ongaro, raft-dev, 2015-07-10",
            Property.ELECTION_SAFETY,
            "Two operators change the members at the same time.",
            Sight.STEPS));
  }

  @Override
  public boolean mayBeginChange(boolean anotherUnderWay) {
    return true;
  }
}
