package minos.raft.flaw;

/** Breaks figure 2: no further than the last new entry. */
final class CommitOfUnknownTail extends Flaw {
  CommitOfUnknownTail() {
    super(
        new Card(
            "RP05",
            "A follower commits its own tail, which its leader has never seen.",
            "figure 2, receiver rule 5",
            Property.STATE_MACHINE_SAFETY,
            "A follower with a tail of its own gets a heartbeat of a leader that has committed"
                + " far.",
            Sight.STEPS,
            Sight.CLIENTS));
  }

  @Override
  public long followerCommit(
      long commitIndex, long leaderCommit, long lastNewIndex, long lastIndex) {
    return Math.max(commitIndex, Math.min(leaderCommit, lastIndex));
  }
}
