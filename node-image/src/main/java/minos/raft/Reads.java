package minos.raft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The reads that a leader has been asked for in its term. Those that come while a round is under
 * way gather for the next: a round confirms only reads that came before it began.
 */
final class Reads {
  private final Deque<Long> gathering = new ArrayDeque<>();
  private List<Long> underWay = List.of();
  private long round;
  private long readIndex;

  void add(long request) {
    gathering.addLast(request);
  }

  boolean mayBeginRound() {
    return underWay.isEmpty() && !gathering.isEmpty();
  }

  boolean isRoundUnderWay() {
    return !underWay.isEmpty();
  }

  /**
   * Takes the gathered reads into a new round.
   *
   * @param commitIndex all that was answered to anybody before is at or below it
   */
  void beginRound(long commitIndex) {
    Invariant.that(mayBeginRound(), "one read round at a time");
    round++;
    readIndex = commitIndex;
    underWay = List.copyOf(gathering);
    gathering.clear();
  }

  /** The newest round, unique within the leader's term; 0 before the first. */
  long round() {
    return round;
  }

  /** The index that the reads of the round under way must see. */
  long readIndex() {
    return readIndex;
  }

  /** Ends the round: a majority has confirmed it. */
  List<Long> endRound() {
    Invariant.that(isRoundUnderWay(), "a confirmed round is under way");
    List<Long> confirmed = underWay;
    underWay = List.of();
    return confirmed;
  }

  void rejectAll(LongConsumer reject) {
    underWay.forEach(reject::accept);
    gathering.forEach(reject::accept);
    underWay = List.of();
    gathering.clear();
  }
}
