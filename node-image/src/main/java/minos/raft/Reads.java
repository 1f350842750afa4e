package minos.raft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * The reads that a leader has been asked for in its term. Those that come while a round is under
 * way gather for the next: a round confirms only reads that came before it began.
 */
final class Reads {
  /** Who waits for a read index. */
  sealed interface Reader {
    /** A client of the leader itself. */
    record Own(long request) implements Reader {}

    /**
     * Another server, for clients of its own.
     *
     * @param id its own for the question
     */
    record Other(NodeId server, long id) implements Reader {}
  }

  private final Deque<Reader> gathering = new ArrayDeque<>();
  private List<Reader> underWay = List.of();
  private long round;
  private long roundUnderWay;
  private long readIndex;

  void add(Reader reader) {
    gathering.addLast(reader);
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
    roundUnderWay = ++round;
    readIndex = commitIndex;
    underWay = List.copyOf(gathering);
    gathering.clear();
  }

  /** A round that no read waits for. */
  void beginEmptyRound() {
    round++;
  }

  /** The newest round, unique within the leader's term; 0 before the first. */
  long round() {
    return round;
  }

  /** The round that reads wait for. */
  long roundUnderWay() {
    return roundUnderWay;
  }

  /** The index that the reads of the round under way must see. */
  long readIndex() {
    return readIndex;
  }

  /** Ends the round: a majority has confirmed it. */
  List<Reader> endRound() {
    Invariant.that(isRoundUnderWay(), "a confirmed round is under way");
    List<Reader> confirmed = underWay;
    underWay = List.of();
    return confirmed;
  }

  /** The reads that no round has taken up yet. */
  List<Reader> takeGathered() {
    List<Reader> gathered = List.copyOf(gathering);
    gathering.clear();
    return gathered;
  }

  void rejectAll(Consumer<Reader> reject) {
    underWay.forEach(reject);
    gathering.forEach(reject);
    underWay = List.of();
    gathering.clear();
  }
}
