package minos.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import minos.node.net.Inbound.News;
import minos.raft.Entry;
import minos.raft.RaftCore;

/**
 * Those who wait for committed entries. Each asks for what follows an index, and is answered once,
 * as soon as there is something: so none is ever sent more than it can take.
 */
final class Watchers {
  /** An answer's entries together, but always one entry. */
  private static final int MAX_BYTES = 256 << 10;

  private record Watcher(long from, Consumer<News> answer) {}

  private final RaftCore core;
  private final List<Watcher> waiting = new ArrayList<>();
  private long applied;

  Watchers(RaftCore core) {
    this.core = core;
    this.applied = core.status().snapshotIndex();
  }

  /**
   * @param from the first index wanted
   * @param answer called once, unless it is forgotten before; must not wait
   */
  void add(long from, Consumer<News> answer) {
    if (isDue(from)) {
      answer.accept(news(from));
    } else {
      waiting.add(new Watcher(from, answer));
    }
  }

  void forget(Consumer<News> answer) {
    waiting.removeIf(watcher -> watcher.answer().equals(answer));
  }

  /** What is gone, the state machine will not see here: a snapshot has taken its place. */
  private boolean isDue(long from) {
    return from <= applied || from < core.firstIndex();
  }

  /** The state machine has seen everything up to this index. */
  void onApplied(long index) {
    applied = index;
    answer();
  }

  /** Answers who need not wait any more. */
  void answer() {
    if (!waiting.isEmpty()) {
      waiting.removeIf(watcher -> {
        boolean due = isDue(watcher.from());
        if (due) {
          watcher.answer().accept(news(watcher.from()));
        }
        return due;
      });
    }
  }

  private News news(long from) {
    long first = core.firstIndex();
    if (from < first) {
      return new News.Compacted(first);
    }
    List<Entry> entries = core.entries(from, MAX_BYTES);
    int known = (int) Math.min(entries.size(), applied - from + 1);
    return new News.Entries(entries.subList(0, known));
  }
}
