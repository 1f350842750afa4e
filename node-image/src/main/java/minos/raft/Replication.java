package minos.raft;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * How a leader copies its log to the others (§5.3), and how they take it. The leader sends before
 * its own disk is done (dissertation §10.2.1); a follower acknowledges only what its disk holds.
 */
final class Replication {
  private final Server server;
  private final Rules rules;
  private final long timeoutMinNanos;
  private long heartbeatDeadline;
  private long quorumDeadline;

  Replication(Server server) {
    this.server = server;
    this.rules = server.rules();
    this.timeoutMinNanos = server.config().electionTimeoutMin().toNanos();
  }

  /** When a leader must speak up, or ask itself whether it still leads. */
  long deadline() {
    return Math.min(heartbeatDeadline, quorumDeadline);
  }

  // The leader

  /** Takes office: the empty entry lets everything before it commit (§8). */
  void takeOffice() {
    server.becomeLeader();
    heartbeatDeadline = server.nowNanos() + server.config().heartbeat().toNanos();
    quorumDeadline = server.nowNanos() + server.patienceNanos();
    server.tenure().ifPresent(tenure -> append(tenure, Entry.Kind.NO_OP, Payload.EMPTY));
  }

  void propose(Tenure tenure, long request, Payload command) {
    if (server.hasRoom()) {
      tenure.proposals().add(append(tenure, Entry.Kind.COMMAND, command), request);
    } else {
      server.emit(new Effect.NoSpace(request));
    }
  }

  EntryId append(Tenure tenure, Entry.Kind kind, Payload payload) {
    Invariant.that(tenure.term() == server.term(), "a leader leads its own term");
    EntryId id = new EntryId(tenure.term(), server.log().lastIndex() + 1);
    server.append(new Entry(id, kind, payload));
    return id;
  }

  /** Sends what the followers have not been sent, as far as their windows are open. */
  void sendNews(Tenure tenure) {
    tenure
        .followers()
        .forEach((peer, progress) -> {
          while (progress.maySend(server.config().windowBytes())
              && progress.next() > server.log().base().index()
              && progress.next() <= server.log().lastIndex()) {
            send(tenure, peer, progress);
          }
        });
  }

  private void send(Tenure tenure, NodeId peer, Progress progress) {
    long next = progress.next();
    int maxBytes = server.config().maxBatchBytes();
    boolean tooLarge = Log.weight(server.log().at(next)) > maxBytes;
    List<Entry> batch =
        server
            .log()
            .from(Math.min(rules.sendsFrom(next, tooLarge), server.log().lastIndex()), maxBytes);
    emitAppend(tenure, peer, next - 1, batch);
    long bytes = batch.stream().mapToLong(Log::weight).sum();
    progress.sentUpTo(batch.getLast().index(), bytes);
  }

  /** Speaks to every follower at the end of what it was sent: it will refuse if that was lost. */
  void sendHeartbeats(Tenure tenure) {
    heartbeatDeadline = server.nowNanos() + server.config().heartbeat().toNanos();
    if (tenure.lease().isWanted()) {
      tenure.reads().beginEmptyRound();
      tenure.lease().sends(tenure.reads().round(), server.nowNanos());
    }
    tenure
        .followers()
        .forEach((peer, progress) -> emitAppend(tenure, peer, progress.next() - 1, List.of()));
  }

  /** Tells every follower the newest read round at a place where the logs are known to agree. */
  void announceRound(Tenure tenure) {
    tenure.lease().sends(tenure.reads().round(), server.nowNanos());
    tenure
        .followers()
        .forEach((peer, progress) -> emitAppend(tenure, peer, progress.match(), List.of()));
  }

  /**
   * Replicates to members only. Who has left is told what is committed, as far as it has followed:
   * then it knows that it has left.
   */
  void dismiss(Tenure tenure, SortedSet<NodeId> members) {
    if (tenure.followers().size() < members.size()) {
      return; // as mostly: this server, and its followers
    }
    for (NodeId peer : List.copyOf(tenure.followers().keySet())) {
      if (!members.contains(peer)) {
        emitAppend(tenure, peer, tenure.progressOf(peer).orElseThrow().match(), List.of());
        tenure.dismiss(peer);
      }
    }
  }

  /**
   * @param previous may be gone from the log; where it went up to is then the place to ask about,
   *     which is the answer that tells whether a snapshot is needed
   */
  private void emitAppend(Tenure tenure, NodeId peer, long previous, List<Entry> entries) {
    server.writeAppended();
    Message.AppendRequest request =
        new Message.AppendRequest(
            tenure.term(),
            server.log().idAt(Math.max(previous, server.log().base().index())),
            entries,
            server.commitIndex(),
            tenure.reads().round());
    long logWrite = server.writes().pendingForLog(server.log().lastIndex());
    server.emit(new Effect.Send(peer, request, rules.appendLeavesAfter(logWrite)));
  }

  /** What no server may do that was deposed: it sends once more what only its own term knew. */
  void goOnInNewTerm(Tenure ended) {
    ended
        .followers()
        .forEach((peer, progress) -> {
          long agreed = Math.min(progress.match(), server.log().lastIndex());
          List<Entry> entries = server.log().from(agreed + 1, server.config().maxBatchBytes());
          EntryId previous = server.log().idAt(agreed);
          server.emit(
              new Effect.Send(
                  peer,
                  new Message.AppendRequest(
                      server.term(), previous, entries, server.commitIndex(), 0),
                  0));
        });
  }

  void onTick(Tenure tenure) {
    if (server.nowNanos() >= quorumDeadline && isDeposedBySilence(tenure)) {
      server.becomeFollower(server.term(), Optional.empty());
      return;
    }
    if (server.nowNanos() >= heartbeatDeadline) {
      for (Progress progress : tenure.progress()) {
        if (server.nowNanos() - progress.heardNanos() >= timeoutMinNanos && rules.retries()) {
          progress.silent(server.log().base().index());
        }
      }
      sendHeartbeats(tenure);
    }
  }

  /** Looks when a majority was last heard, and sets the next deadline by that. */
  private boolean isDeposedBySilence(Tenure tenure) {
    long now = server.nowNanos();
    long patience = server.patienceNanos();
    long heard =
        server
            .electorate()
            .highestReached(1, id -> tenure.progressOf(id).map(Progress::heardNanos).orElse(now));
    quorumDeadline = (now - heard < patience ? heard : now) + patience;
    return !server.electorate().confirms(server::isReachable) && rules.stepsDownWhenUnconfirmed();
  }

  void onReply(Tenure tenure, NodeId follower, Message.AppendReply reply) {
    if (reply.term() != tenure.term()) {
      return;
    }
    Invariant.that(
        reply.round() <= tenure.reads().round(),
        "a follower echoes a round of this term",
        reply.round(),
        tenure.reads().round());
    Progress progress = tenure.progressOf(follower).orElseThrow();
    progress.heard(server.nowNanos(), rules.roundConfirmed(reply.round(), tenure.reads().round()));
    if (rules.isAcknowledged(reply.matched())) {
      Invariant.that(
          reply.index() <= server.log().lastIndex(),
          "a follower agrees with what this leader has",
          reply.index(),
          server.log().lastIndex());
      progress.acknowledged(
          reply.index(), rules.matchAfter(progress.match(), reply.index()), tenure.reads().round());
    } else if (rules.retries()) {
      if (reply.index() < progress.match()) {
        onAcknowledgedRefused(tenure, progress, reply);
      }
      if (progress.refused(rules.mayAgreeUpTo(progress.match(), reply.index()))) {
        emitAppend(tenure, follower, progress.next() - 1, List.of());
      }
    }
  }

  /**
   * Mostly a late refusal; or the follower's disk has lost the end of its log, which looks to it
   * like a write that was never finished. It has where it refuses what was sent after its
   * acknowledgement was here, and so in a later round.
   */
  private void onAcknowledgedRefused(Tenure tenure, Progress progress, Message.AppendReply reply) {
    if (progress.knewMatchBefore(reply.round())) {
      progress.lost(reply.index());
    } else if (!progress.knewMatchBefore(tenure.reads().round())) {
      tenure.reads().beginEmptyRound();
    }
  }

  // The follower

  /** Refuses a leader of the past: the reply's term tells it so, and confirms no read round. */
  void refuse(NodeId from) {
    Message reply = new Message.AppendReply(server.term(), false, server.log().lastIndex(), 0);
    server.emit(new Effect.Send(from, reply, 0));
  }

  /**
   * Takes a leader's entries into the log.
   *
   * @return the index of the last entry on which both logs now agree, or -1 if the request was
   *     refused
   */
  long onRequest(NodeId leader, Message.AppendRequest request) {
    Log log = server.log();
    EntryId previous = request.previous();
    if (previous.index() > log.lastIndex()) {
      reply(leader, request, false, log.lastIndex());
      return -1;
    }
    if (previous.index() < log.base().index()) {
      return onRequestBelowBase(leader, request);
    }
    long ownTerm = log.idAt(previous.index()).term();
    if (!rules.isConsistent(previous, ownTerm, log.last().term())) {
      reply(leader, request, false, log.lastIndexBeforeTerm(ownTerm));
      return -1;
    }
    long lastNew = previous.index() + request.entries().size();
    store(request.entries());
    Invariant.that(log.lastIndex() >= lastNew, "the log holds what is acknowledged");
    reply(leader, request, true, lastNew);
    return lastNew;
  }

  /** What a snapshot has replaced was committed, so that it agrees with any leader's log. */
  private long onRequestBelowBase(NodeId leader, Message.AppendRequest request) {
    long base = server.log().base().index();
    long lastNew = request.previous().index() + request.entries().size();
    store(request.entries().stream().filter(entry -> entry.index() > base).toList());
    reply(leader, request, true, lastNew);
    return lastNew;
  }

  /** What is there already stays, with all that follows: the request may be an old one. */
  private void store(List<Entry> sent) {
    Log log = server.log();
    int known = 0;
    while (known < sent.size()
        && sent.get(known).index() <= log.lastIndex()
        && !rules.conflicts(log.idAt(sent.get(known).index()), sent.get(known).id())) {
      known++;
    }
    if (known < sent.size()) {
      server.overwrite(List.copyOf(sent.subList(known, sent.size())));
    }
  }

  private void reply(NodeId leader, Message.AppendRequest request, boolean matched, long index) {
    long afterWrite = 0;
    if (matched) {
      Writes writes = server.writes();
      afterWrite =
          rules.acknowledgementLeavesAfter(
              Math.max(writes.pendingForBallot(), writes.pendingForLog(index)));
    }
    Message reply = new Message.AppendReply(server.term(), matched, index, request.round());
    server.emit(new Effect.Send(leader, reply, afterWrite));
  }
}
