package minos.raft;

/** When an entry is committed, and so applied everywhere and for good (§5.3, §5.4.2). */
final class Commitment {
  private final Server server;
  private final Rules rules;

  Commitment(Server server) {
    this.server = server;
    this.rules = server.rules();
  }

  /**
   * "If there exists an N such that N > commitIndex, a majority of matchIndex[i] >= N, and
   * log[N].term == currentTerm: set commitIndex = N" (figure 2). Terms never fall along the log, so
   * that only the highest N needs a look.
   */
  void countReplicas(Tenure tenure) {
    long own = rules.ownMatch(server.writes().durableIndex(), server.log().lastIndex());
    long index =
        server
            .electorate()
            .highestReached(
                rules.timesLeaderCounts(),
                voter -> tenure.progressOf(voter).map(this::replicated).orElse(own));
    if (index > server.commitIndex()
        && rules.mayCommitUpTo(index, server.log().lastIndex())
        && rules.mayCommitByCounting(server.log().idAt(index).term(), tenure.term())) {
      server.commitUpTo(index);
    }
  }

  private long replicated(Progress follower) {
    return rules.replicatedUpTo(follower.match(), follower.next() - 1);
  }

  /** A follower learns from its leader what is committed, as far as the logs are known to agree. */
  void onLeaderCommit(long leaderCommit, long lastNewIndex) {
    server.commitUpTo(
        rules.followerCommit(
            server.commitIndex(), leaderCommit, lastNewIndex, server.log().lastIndex()));
  }
}
