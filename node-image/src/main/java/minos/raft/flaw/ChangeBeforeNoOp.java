package minos.raft.flaw;

/** Breaks raft-dev, 10 July 2015: no change before an entry of the own term. */
final class ChangeBeforeNoOp extends Flaw {
  ChangeBeforeNoOp() {
    super(
        new Card(
            "MB01",
            "A new leader changes the members before it has committed an entry of its own"
                + " term.",
            "Ongaro, raft-dev, 2015-07-10",
            Property.ELECTION_SAFETY,
            "Four servers; two leaders, one after the other, each add or remove one.",
            Sight.STEPS));
  }

  @Override
  public boolean mayChangeMembership(long commitIndex, long firstIndexOfTerm) {
    return true;
  }
}
