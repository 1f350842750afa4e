package minos.raft.flaw;

/** Breaks figure 2: stable storage first, then the reply. */
final class VoteBeforeFsync extends Flaw {
  VoteBeforeFsync() {
    super(
        new Card(
            "EL01",
            "A vote leaves before it is on disk.",
            "sofa-jraft#1243 and #1245 (2026); cs733",
            Property.ELECTION_SAFETY,
            "Cut the power of a voter right after it grants, while a second candidate asks for the"
                + " same term.",
            Sight.STEPS));
  }

  @Override
  public long voteLeavesAfter(long ballotWrite) {
    return 0;
  }
}
