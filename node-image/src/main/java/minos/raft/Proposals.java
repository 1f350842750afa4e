package minos.raft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** The clients' commands that a leader has appended in its term, and that wait to be applied. */
final class Proposals {
  private record Waiting(EntryId entry, long request) {}

  private final Deque<Waiting> waiting = new ArrayDeque<>();

  void add(EntryId entry, long request) {
    Invariant.that(
        waiting.isEmpty() || waiting.getLast().entry().index() < entry.index(),
        "proposals are in log order");
    waiting.addLast(new Waiting(entry, request));
  }

  /** The request that this very entry, same term and same index, came from. */
  OptionalLong take(EntryId applied) {
    if (waiting.isEmpty() || !waiting.getFirst().entry().equals(applied)) {
      Invariant.that(
          waiting.isEmpty() || waiting.getFirst().entry().index() > applied.index(),
          "an applied entry is the proposed one");
      return OptionalLong.empty();
    }
    return OptionalLong.of(waiting.removeFirst().request());
  }

  void giveUpAll(LongConsumer giveUp) {
    while (!waiting.isEmpty()) {
      giveUp.accept(waiting.removeFirst().request());
    }
  }
}
