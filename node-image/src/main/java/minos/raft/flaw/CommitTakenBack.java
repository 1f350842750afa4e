package minos.raft.flaw;

/** Breaks figure 2: the commit index only rises. */
final class CommitTakenBack extends Flaw {
  CommitTakenBack() {
    super(
        new Card(
            "RP06",
            "A follower takes back what it has committed where a new leader knows less.",
            "PySyncObj#166; cs733",
            Property.STATE_MACHINE_SAFETY,
            "Elect a leader that has not heard yet what is committed.",
            Sight.STEPS));
  }

  @Override
  public long followerCommit(
      long commitIndex, long leaderCommit, long lastNewIndex, long lastIndex) {
    return Math.min(leaderCommit, lastNewIndex);
  }
}
