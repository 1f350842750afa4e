package minos.raft.flaw;

/** Breaks §5.2: a voter counts once. */
final class VotesCountedTwice extends Flaw {
  VotesCountedTwice() {
    super(
        new Card(
            "EL10",
            "A candidate counts answers and not voters.",
            "cs733",
            Property.ELECTION_SAFETY,
            "Let the answer of a voter arrive twice.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public boolean countsVote(boolean countedBefore) {
    return true;
  }
}
