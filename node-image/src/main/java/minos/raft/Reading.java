package minos.raft;

/**
 * How a leader answers reads without writing to the log (§8, dissertation §6.4): it notes its
 * commit index, makes sure in a round of heartbeats that it was still the leader after the read
 * came, and answers once its state machine is that far. The leader itself numbers the rounds: an
 * answer to an older heartbeat, however late, confirms no newer read. Where the cluster trusts its
 * clocks, a {@link Lease} stands in for the round.
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

  /** Another server asks up to where it must have applied to answer its clients. */
  void onRequest(NodeId from, Message.ReadIndexRequest request) {
    Reads.Reader reader = new Reads.Reader.Other(from, request.id());
    server.tenure().ifPresentOrElse(tenure -> tenure.reads().add(reader), () -> refuse(reader));
  }

  /** Serves what a majority has confirmed, and begins the next round where reads wait for one. */
  void advance(Tenure tenure) {
    Reads reads = tenure.reads();
    extendLease(tenure);
    serveConfirmed(tenure);
    if (!rules.mayStartRead(server.commitIndex(), tenure.firstIndex())) {
      return;
    }
    if (tenure.lease().holdsAt(server.nowNanos())) {
      reads.takeGathered().forEach(reader -> serve(reader, server.commitIndex()));
    } else if (reads.mayBeginRound()) {
      reads.beginRound(server.commitIndex());
      replication.announceRound(tenure);
      serveConfirmed(tenure);
    }
  }

  /** Answers from what this server happens to know: only where the rules do not forbid it. */
  void serveHere(long request) {
    serve(new Reads.Reader.Own(request), server.commitIndex());
  }

  /** This server does not lead, or not any more. */
  void refuse(Reads.Reader reader) {
    server.emit(refusal(server, reader));
  }

  /** How a server that does not lead answers whoever waits for a read. */
  static Effect refusal(Server server, Reads.Reader reader) {
    return switch (reader) {
      case Reads.Reader.Own(long request) -> new Effect.Reject(request, server.leader());
      case Reads.Reader.Other(NodeId other, long id) ->
          new Effect.Send(other, new Message.ReadIndexReply(server.term(), id, false, 0), 0);
    };
  }

  private void serve(Reads.Reader reader, long readIndex) {
    switch (reader) {
      case Reads.Reader.Own(long request) ->
          server.emit(new Effect.ServeRead(request, rules.servesReadAt(readIndex)));
      case Reads.Reader.Other(NodeId other, long id) ->
          server.emit(
              new Effect.Send(
                  other, new Message.ReadIndexReply(server.term(), id, true, readIndex), 0));
    }
  }

  private void serveConfirmed(Tenure tenure) {
    Reads reads = tenure.reads();
    if (reads.isRoundUnderWay() && server.electorate().confirms(id -> confirms(tenure, id))) {
      Invariant.that(
          reads.readIndex() <= server.commitIndex(), "a read sees only what is committed");
      long readIndex = reads.readIndex();
      reads.endRound().forEach(reader -> serve(reader, readIndex));
    }
  }

  private boolean confirms(Tenure tenure, NodeId voter) {
    return tenure
        .progressOf(voter)
        .map(follower -> follower.round() >= tenure.reads().roundUnderWay())
        .orElse(true);
  }

  /** A majority has answered the newest round that it has answered, and all before. */
  private void extendLease(Tenure tenure) {
    if (tenure.lease().isWanted()) {
      long newest = tenure.reads().round();
      tenure
          .lease()
          .confirms(
              server
                  .electorate()
                  .highestReached(
                      1, id -> tenure.progressOf(id).map(Progress::round).orElse(newest)));
    }
  }
}
