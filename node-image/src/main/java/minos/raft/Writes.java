package minos.raft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The writes under way, and what they make durable when they arrive. A promise (a vote, an
 * acknowledgement, the leader's own match) is worth nothing before that.
 */
final class Writes {
  /** A write under way that holds entries of the current log up to an index. */
  private record Appended(long write, long lastIndex) {}

  private final Deque<Appended> underWay = new ArrayDeque<>();
  private long issued;
  private long persisted;
  private long ballotWrite;
  private long durableIndex;

  /**
   * @param durableIndex last index of the log on disk at the start
   */
  Writes(long durableIndex) {
    this.durableIndex = durableIndex;
  }

  Effect.Write ballot(Ballot ballot) {
    ballotWrite = ++issued;
    return new Effect.Write(issued, Optional.of(ballot), OptionalLong.empty(), List.of());
  }

  /**
   * Numbers a change of the log.
   *
   * @param truncateFrom first index to cut off, if any
   */
  Effect.Write log(OptionalLong truncateFrom, List<Entry> append) {
    Invariant.that(!append.isEmpty(), "a log write appends");
    issued++;
    truncateFrom.ifPresent(this::forgetFrom);
    underWay.addLast(new Appended(issued, append.getLast().index()));
    return new Effect.Write(issued, Optional.empty(), truncateFrom, append);
  }

  /** Writes under way may still land entries that the log no longer has: they count for nothing. */
  private void forgetFrom(long index) {
    durableIndex = Math.min(durableIndex, index - 1);
    int count = underWay.size();
    for (int i = 0; i < count; i++) {
      Appended next = underWay.removeFirst();
      underWay.addLast(new Appended(next.write(), Math.min(next.lastIndex(), index - 1)));
    }
  }

  /** A durable snapshot up to this index has taken the log's place: writes count for no more. */
  void resetTo(long index) {
    underWay.clear();
    durableIndex = index;
  }

  /** All writes up to this number are durable; an old number changes nothing. */
  void onPersisted(long write) {
    Invariant.that(write <= issued, "only issued writes become durable", write, issued);
    persisted = Math.max(persisted, write);
    while (!underWay.isEmpty() && underWay.getFirst().write() <= persisted) {
      durableIndex = Math.max(durableIndex, underWay.removeFirst().lastIndex());
    }
  }

  /** Up to where the log of this moment is durable. */
  long durableIndex() {
    return durableIndex;
  }

  /** The write that the current ballot still waits for; 0 if it is durable. */
  long pendingForBallot() {
    return ballotWrite > persisted ? ballotWrite : 0;
  }

  /** The write that the log up to this index still waits for; 0 if it is durable. */
  long pendingForLog(long index) {
    if (index <= durableIndex) {
      return 0;
    }
    for (Appended appended : underWay) {
      if (appended.lastIndex() >= index) {
        return appended.write();
      }
    }
    throw new InvariantViolated("no write holds index " + index);
  }
}
