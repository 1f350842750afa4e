package minos.client;

import java.util.TreeSet;
import minos.raft.Invariant;

/**
 * A session as its client sees it: which sequence numbers are taken, and which of them are settled.
 * A number is never used again for another change, whatever became of it.
 */
final class OpenedSession {
  /** Numbers above the mark at most: the store keeps the replies to no more. */
  static final int WINDOW = 1_000;

  private final long id;
  private final TreeSet<Long> unsettled = new TreeSet<>();
  private long last;

  OpenedSession(long id) {
    Invariant.that(id > 0, "a session's id is a log index");
    this.id = id;
  }

  long id() {
    return id;
  }

  /** Whether the next number is near enough to the oldest one that is not settled. */
  boolean hasRoom() {
    return last - acknowledged() < WINDOW;
  }

  long takeNumber() {
    Invariant.that(hasRoom(), "the store keeps the replies that are still wanted");
    unsettled.add(++last);
    return last;
  }

  /** Its outcome is known, or will not be asked for any more. */
  void settle(long sequence) {
    unsettled.remove(sequence);
  }

  /** All numbers up to this are settled: the store may forget their replies. */
  long acknowledged() {
    return unsettled.isEmpty() ? last : unsettled.first() - 1;
  }
}
