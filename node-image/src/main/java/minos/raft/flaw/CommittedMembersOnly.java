package minos.raft.flaw;

/** Breaks §6: the latest configuration in the log counts, committed or not. */
final class CommittedMembersOnly extends Flaw {
  CommittedMembersOnly() {
    super(
        new Card(
            "MB03",
            "A server goes by the latest members that are committed, not by those at the"
                + " end of its log.",
            "NuRaft#67",
            Property.ELECTION_SAFETY,
            "The leader dies in the middle of a change of the members.",
            Sight.STEPS));
  }

  @Override
  public boolean usesMembershipAt(long index, long commitIndex) {
    return index <= commitIndex;
  }
}
