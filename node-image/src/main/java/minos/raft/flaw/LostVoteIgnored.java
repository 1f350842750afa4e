package minos.raft.flaw;

/** Breaks figure 2: a vote is persistent state. */
final class LostVoteIgnored extends Flaw {
  LostVoteIgnored() {
    super(
        new Card(
            "ST03",
            "A vote that could not be written down is given all the same.",
            "sofa-jraft#1243",
            Property.ELECTION_SAFETY,
            "Let the write of the vote fail, and restart the voter in the same term.",
            Sight.STEPS));
  }

  @Override
  public boolean endsWhenVoteIsLost() {
    return false;
  }
}
