package minos.raft;

/**
 * How a leader answers reads without writing to the log (§8, dissertation §6.4): it notes its
 * commit index, makes sure in a round of heartbeats that it was still the leader after the read
 * came, and answers once its state machine is that far. The leader itself numbers the rounds: an
 * answer to an older heartbeat, however late, confirms no newer read.
 */
final class Reading {
  private final Server server;
  private final Rules rules;
  private final Replication replication;

  Reading(Server server, Replication replication) {
    this.server = server;
    this.rules = server.rules();
    this.replication = replication;
  }

  /** Serves what a majority has confirmed, and begins the next round where reads wait for one. */
  void advance(Tenure tenure) {
    Reads reads = tenure.reads();
    serveConfirmed(tenure);
    if (reads.mayBeginRound() && rules.mayStartRead(server.commitIndex(), tenure.firstIndex())) {
      reads.beginRound(server.commitIndex());
      replication.announceRound(tenure);
      serveConfirmed(tenure);
    }
  }

  /** Answers from what this server happens to know: only where the rules do not forbid it. */
  void serveHere(long request) {
    server.emit(new Effect.ServeRead(request, rules.servesReadAt(server.commitIndex())));
  }

  private void serveConfirmed(Tenure tenure) {
    Reads reads = tenure.reads();
    if (reads.isRoundUnderWay() && server.electorate().confirms(id -> confirms(tenure, id))) {
      Invariant.that(
          reads.readIndex() <= server.commitIndex(), "a read sees only what is committed");
      long atIndex = rules.servesReadAt(reads.readIndex());
      reads.endRound().forEach(request -> server.emit(new Effect.ServeRead(request, atIndex)));
    }
  }

  private boolean confirms(Tenure tenure, NodeId voter) {
    return tenure
        .progressOf(voter)
        .map(follower -> follower.round() >= tenure.reads().round())
        .orElse(true);
  }
}
