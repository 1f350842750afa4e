package minos.raft;

import java.util.Optional;

/**
 * When a server snapshots its own state, and how much of the log it then forgets: "each server
 * takes snapshots independently, covering just the committed entries in its log" (§7).
 */
final class Compacting {
  /** So much longer than usual a leader's log may become while a snapshot is on its way. */
  private static final int STRETCH = 4;

  private final Server server;
  private final Rules rules;
  private final Compaction settings;
  private Optional<SnapshotMark> underWay = Optional.empty();
  private long bytesAtMark;
  private long bytesAtSnapshot;
  private long snapshotBytes;

  Compacting(Server server) {
    this.server = server;
    this.rules = server.rules();
    this.settings = server.config().compaction();
  }

  /** Begins a snapshot of what has just been applied, where one is due. */
  void advance() {
    if (underWay.isEmpty() && isDue()) {
      EntryId applied = server.log().idAt(server.lastApplied());
      SnapshotMark mark =
          new SnapshotMark(
              rules.lastIncluded(applied, server.term()),
              server.membershipAt(server.lastApplied()));
      underWay = Optional.of(mark);
      bytesAtMark = server.appliedBytes();
      server.emit(new Effect.TakeSnapshot(mark));
      if (rules.mayCompact(false)) {
        replaceLog(mark);
      }
    }
  }

  /**
   * A snapshot that is on its way holds the next one back for a while: with that the follower would
   * have to begin anew, perhaps for ever.
   */
  private boolean isDue() {
    long due = Math.max(settings.logBytes(), snapshotBytes);
    return server.appliedBytes() - bytesAtSnapshot >= (isSending() ? STRETCH * due : due);
  }

  private boolean isSending() {
    return server.tenure().stream()
        .flatMap(tenure -> tenure.shipments().keySet().stream())
        .anyMatch(server::isReachable);
  }

  /** One that is older than what the server has since got from its leader is of no use. */
  void onTaken(SnapshotMark mark, long bytes) {
    if (underWay.filter(mark::equals).isPresent()) {
      underWay = Optional.empty();
      onDurable(mark, bytes, bytesAtMark);
    }
  }

  /** The next one is due as if this had been taken: it may meet with as little room. */
  void onGivenUp(SnapshotMark mark) {
    if (underWay.filter(mark::equals).isPresent()) {
      underWay = Optional.empty();
      bytesAtSnapshot = bytesAtMark;
    }
  }

  /** A snapshot of the leader's is durable, and covers no more than what was applied here, too. */
  void onReceived(SnapshotMark mark, long bytes) {
    onDurable(mark, bytes, server.appliedBytes());
  }

  private void onDurable(SnapshotMark mark, long bytes, long applied) {
    snapshotBytes = bytes;
    bytesAtSnapshot = applied;
    if (mark.index() > server.snapshotIndex() && rules.mayCompact(true)) {
      replaceLog(mark);
    }
  }

  private void replaceLog(SnapshotMark mark) {
    server.snapshotted(mark);
    server.compactTo(server.log().tailBefore(mark.index(), settings.tailBytes()));
  }

  /** The state machine was replaced, and with it what was being written of it. */
  void onReplaced(long bytes) {
    underWay = Optional.empty();
    snapshotBytes = bytes;
    bytesAtSnapshot = server.appliedBytes();
  }
}
