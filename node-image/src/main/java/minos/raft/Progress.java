package minos.raft;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a leader knows of one follower. It streams batches ahead of the acknowledgements, a window
 * of bytes at most, until one is refused; then it probes for the place where the logs agree, and
 * streams on from there.
 */
final class Progress {
  private record Batch(long lastIndex, long bytes) {}

  /** Those without an answer. */
  private final Deque<Batch> inFlight = new ArrayDeque<>();

  private long bytesInFlight;
  private long next;
  private long match;

  /** The leader's newest read round when it heard of {@link #match}. */
  private long matchRound;

  private long round;
  private long heardNanos;
  private boolean probing;
  private long incarnation = Member.UNKNOWN;

  /**
   * @param next index of the first entry to send
   */
  Progress(long next, long nowNanos) {
    this.next = next;
    this.heardNanos = nowNanos;
  }

  long next() {
    return next;
  }

  /** The highest index known to be durable on the follower. */
  long match() {
    return match;
  }

  /** The newest read round in which the follower has called this server its leader. */
  long round() {
    return round;
  }

  long heardNanos() {
    return heardNanos;
  }

  /** Which incarnation of the follower this leader has met first: the only one that it hears. */
  long incarnation() {
    return incarnation;
  }

  void met(long claimed) {
    incarnation = claimed;
  }

  /** Under load the rest gathers, and leaves as one larger batch. */
  boolean maySend(long windowBytes) {
    return !probing && bytesInFlight < windowBytes;
  }

  /**
   * @param bytes of the batch's entries
   */
  void sentUpTo(long lastIndex, long bytes) {
    Invariant.that(!probing, "a probe is empty");
    Invariant.that(lastIndex >= next, "a batch holds what was not sent", lastIndex, next);
    inFlight.addLast(new Batch(lastIndex, bytes));
    bytesInFlight += bytes;
    next = lastIndex + 1;
  }

  void heard(long nowNanos, long confirmedRound) {
    heardNanos = nowNanos;
    round = Math.max(round, confirmedRound);
  }

  /**
   * The follower holds the leader's log up to this index; answers may arrive in any order.
   *
   * @param known up to where it is now known to hold the log, this answer included
   * @param newestRound that the leader has begun
   */
  void acknowledged(long index, long known, long newestRound) {
    if (known > match) {
      matchRound = newestRound;
    }
    match = known;
    if (probing && index >= next - 1) {
      probing = false;
    }
    next = Math.max(next, match + 1);
    while (!inFlight.isEmpty() && inFlight.getFirst().lastIndex() <= match) {
      bytesInFlight -= inFlight.removeFirst().bytes();
    }
    Invariant.that(next > match, "next is after match", next, match);
  }

  /**
   * The follower refused.
   *
   * @param agreed the logs may agree here or before; before what was sent last, unless it is late
   * @return whether that is news, to be answered by a probe; a late or repeated refusal is not
   */
  boolean refused(long agreed) {
    if (agreed >= next - 1) {
      return false;
    }
    probeFrom(agreed + 1);
    return true;
  }

  /** Whether what is sent in this round leaves after the last acknowledgement was here. */
  boolean knewMatchBefore(long laterRound) {
    return laterRound > matchRound;
  }

  /** The follower's disk has lost what it had acknowledged, but for what is up to this index. */
  void lost(long kept) {
    match = Math.min(match, kept);
  }

  /**
   * The follower is silent: what was sent may be lost.
   *
   * @param base the last entry that the leader has no more: only a refusal says that a follower
   *     lacks it
   */
  void silent(long base) {
    probeFrom(Math.max(match, base) + 1);
  }

  private void probeFrom(long index) {
    Invariant.that(index > match, "a probe starts after match", index, match);
    next = Math.min(next, index);
    probing = true;
    inFlight.clear();
    bytesInFlight = 0;
  }
}
