package minos.raft;

/** A snapshot on its way to one follower: one chunk at a time, the next when that was answered. */
final class Shipment {
  private final SnapshotMark mark;
  private long offset;
  private long sentNanos;
  private boolean waiting;

  Shipment(SnapshotMark mark) {
    this.mark = mark;
  }

  SnapshotMark mark() {
    return mark;
  }

  /** Where the chunk begins that is to be sent, or that was sent and is not answered. */
  long offset() {
    return offset;
  }

  /**
   * Whether a chunk should leave now: the last one was answered, or has waited for an answer for
   * too long and may be sent again.
   */
  boolean isDue(long nowNanos, long patienceNanos, boolean retries) {
    return !waiting || (retries && nowNanos - sentNanos >= patienceNanos);
  }

  void sent(long nowNanos) {
    waiting = true;
    sentNanos = nowNanos;
  }

  /**
   * The follower wants the chunk at this offset, wherever that is. The one that is under way is not
   * sent again for a repeated answer, or each repetition would double the traffic from there on.
   */
  void wants(long nextOffset) {
    if (nextOffset != offset) {
      offset = nextOffset;
      waiting = false;
    }
  }
}
