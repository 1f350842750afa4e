package minos.raft;

/** What a follower has of a snapshot that a leader sends it. */
final class Collecting {
  private final long term;
  private final SnapshotMark mark;
  private long nextOffset;
  private boolean storing;

  /**
   * @param term of the leader that sends
   */
  Collecting(long term, SnapshotMark mark) {
    this.term = term;
    this.mark = mark;
  }

  /** The same leader never goes back to an older snapshot, so that such a request is a late one. */
  boolean outlives(Message.InstallRequest request) {
    return request.mark().equals(mark)
        || (request.term() == term && request.mark().index() < mark.index());
  }

  boolean isOf(EntryId snapshot) {
    return mark.last().equals(snapshot);
  }

  /** Whether this chunk is the next one, and undamaged. */
  boolean wants(Message.InstallRequest request) {
    return !storing
        && request.mark().equals(mark)
        && request.chunk().offset() == nextOffset
        && request.chunk().isIntact();
  }

  void store() {
    Invariant.that(!storing, "one chunk is stored at a time");
    storing = true;
  }

  boolean isStoring() {
    return storing;
  }

  void stored(long next) {
    storing = false;
    nextOffset = next;
  }

  EntryId snapshot() {
    return mark.last();
  }

  long nextOffset() {
    return nextOffset;
  }
}
