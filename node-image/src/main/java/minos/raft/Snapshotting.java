package minos.raft;

import java.util.Optional;

/**
 * How a follower gets a snapshot: "the leader must occasionally send snapshots to followers that
 * lag behind" (§7), in chunks, of which the follower says which comes next.
 */
final class Snapshotting {
  private final Server server;
  private final Rules rules;
  private final Compacting compacting;
  private final long timeoutMinNanos;
  private Optional<Collecting> collecting = Optional.empty();

  Snapshotting(Server server, Compacting compacting) {
    this.server = server;
    this.rules = server.rules();
    this.compacting = compacting;
    this.timeoutMinNanos = server.config().electionTimeoutMin().toNanos();
  }

  // The leader

  /** Sends the chunks that are due to followers that lack what the log has no more. */
  void sendChunks(Tenure tenure) {
    tenure
        .followers()
        .forEach((peer, progress) -> {
          if (server.snapshot().isPresent() && isBehind(progress)) {
            sendChunk(tenure, peer, server.snapshot().get());
          } else {
            tenure.shipments().remove(peer);
          }
        });
  }

  private boolean isBehind(Progress progress) {
    Log log = server.log();
    return rules.needsSnapshot(progress.next(), log.base().index(), log.lastIndex());
  }

  /** One that is silent would only have to read it all when it comes back. */
  private void sendChunk(Tenure tenure, NodeId peer, SnapshotMark mark) {
    long now = server.nowNanos();
    Shipment shipment = tenure.shipments().get(peer);
    if (shipment == null || !shipment.mark().equals(mark)) {
      shipment = new Shipment(mark);
      tenure.shipments().put(peer, shipment);
    }
    if (server.isReachable(peer) && shipment.isDue(now, timeoutMinNanos, rules.retriesChunks())) {
      shipment.sent(now);
      server.emit(
          new Effect.SendChunk(
              peer,
              tenure.term(),
              mark,
              shipment.offset(),
              server.config().compaction().chunkBytes(),
              tenure.reads().round()));
    }
  }

  void onReply(Tenure tenure, NodeId follower, Message.InstallReply reply) {
    if (reply.term() != tenure.term()) {
      return;
    }
    tenure
        .progressOf(follower)
        .orElseThrow()
        .heard(server.nowNanos(), rules.roundConfirmed(reply.round(), tenure.reads().round()));
    Shipment shipment = tenure.shipments().get(follower);
    if (shipment != null && shipment.mark().last().equals(reply.snapshot())) {
      shipment.wants(reply.nextOffset());
    }
  }

  // The follower

  /** Takes a chunk of the snapshot of a leader that was recognized. */
  void onRequest(NodeId leader, Message.InstallRequest request) {
    EntryId last = request.mark().last();
    if (last.index() <= server.commitIndex() || server.log().holds(last)) {
      server.commitUpTo(Math.max(server.commitIndex(), last.index()));
      acknowledge(leader, last.index(), request.round());
      return;
    }
    Collecting current =
        collecting
            .filter(known -> known.outlives(request))
            .orElseGet(() -> new Collecting(request.term(), request.mark()));
    collecting = Optional.of(current);
    if (current.wants(request)) {
      current.store();
      server.emit(new Effect.StoreChunk(request.mark(), request.chunk()));
    } else if (!current.isStoring()) {
      askForNext(leader, current, request.round());
    }
  }

  void onStored(EntryId snapshot, long nextOffset) {
    collecting
        .filter(known -> known.isOf(snapshot) && known.isStoring())
        .ifPresent(known -> {
          known.stored(nextOffset);
          otherLeader().ifPresent(leader -> askForNext(leader, known, 0));
        });
  }

  /** Begins anew, but not at once: the leader tries again in its own time. */
  void onLost(EntryId snapshot) {
    collecting
        .filter(known -> known.isOf(snapshot) && known.isStoring())
        .ifPresent(known -> known.stored(0));
  }

  /** The whole snapshot is here and durable; the log may have caught up with it meanwhile. */
  void onReceived(SnapshotMark mark, long bytes) {
    if (collecting.filter(known -> known.isOf(mark.last())).isEmpty()) {
      return;
    }
    collecting = Optional.empty();
    boolean holds = mark.index() <= server.commitIndex() || server.log().holds(mark.last());
    boolean retains = rules.retainsRest(holds);
    if (holds) {
      server.commitUpTo(Math.max(server.commitIndex(), mark.index()));
      compacting.onReceived(mark, bytes);
    } else {
      server.replaceBy(mark, retains);
      compacting.onReplaced(bytes);
    }
    otherLeader().ifPresent(leader -> acknowledge(leader, mark.index(), 0));
  }

  private Optional<NodeId> otherLeader() {
    return server.leader().filter(leader -> server.role() == Role.FOLLOWER);
  }

  private void askForNext(NodeId leader, Collecting current, long round) {
    Message reply =
        new Message.InstallReply(server.term(), current.snapshot(), current.nextOffset(), round);
    server.emit(new Effect.Send(leader, reply, 0));
  }

  /** The logs agree up to there, and all of it is durable here, in the log or in a snapshot. */
  private void acknowledge(NodeId leader, long index, long round) {
    Writes writes = server.writes();
    long inLog = index <= server.snapshotIndex() ? 0 : writes.pendingForLog(index);
    long afterWrite = rules.acknowledgementLeavesAfter(Math.max(writes.pendingForBallot(), inLog));
    Message reply = new Message.AppendReply(server.term(), true, index, round);
    server.emit(new Effect.Send(leader, reply, afterWrite));
  }
}
