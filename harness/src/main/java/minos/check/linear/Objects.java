package minos.check.linear;

import java.util.Arrays;
import java.util.List;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.calls.Layout;
import minos.check.search.Effort;
import minos.check.search.Workers;
import minos.history.Columns;

/**
 * Judges all objects of a history, several at once, within one budget. How many at once makes no
 * difference to what memory allows: first each has a part of it, and those for which that is too
 * little then have all of it, one after another.
 */
final class Objects {
  private static final int PARTS = 8;

  /** Of the heap, since tables that grow need room for two of them, and others are there too. */
  private static final int HEAP_PART = 4;

  private final Columns columns;
  private final Layout layout;
  private final Budget budget;
  private final int threads;
  private final Judging judging;
  private final long begun;
  private final long memoryBytes;
  private final Verdict[] verdicts;
  private final boolean[] isLate;

  /** How one is judged. */
  interface Judging {
    Verdict judge(Layout layout, int object, String name, Effort effort);
  }

  Objects(Columns columns, Layout layout, Budget budget, int threads, Judging judging) {
    this.columns = columns;
    this.layout = layout;
    this.budget = budget;
    this.threads = threads;
    this.judging = judging;
    begun = budget.nanoClock().getAsLong();
    long heap = Runtime.getRuntime().maxMemory();
    memoryBytes = Math.min(budget.limits().memoryBytes(), heap / HEAP_PART);
    verdicts = new Verdict[columns.keys()];
    isLate = new boolean[columns.keys()];
  }

  /**
   * Short ones first, each with its share of the time that is left, so that a hard one takes none
   * from others; then those again whose share was too small, with all that the others did not need.
   */
  List<Verdict> judge() {
    int[] all = shortFirst();
    int workers = Math.min(threads, all.length);
    Workers.each(
        all.length,
        workers,
        at -> {
          int turns = (all.length - at + threads - 1) / threads;
          judge(all[at], left() / turns / 2, memoryBytes / PARTS, threads / workers);
        });
    int late = 0;
    for (int object : all) {
      if (isLate[object]) {
        all[late++] = object;
      }
    }
    for (int at = 0; at < late; at++) {
      judge(all[at], left() / (late - at), memoryBytes, threads);
    }
    return Arrays.asList(verdicts);
  }

  private int[] shortFirst() {
    long[] keys = new long[columns.keys()];
    for (int object = 0; object < keys.length; object++) {
      keys[object] = (long) layout.events(object) << 32 | object;
    }
    Arrays.sort(keys);
    int[] objects = new int[keys.length];
    for (int at = 0; at < objects.length; at++) {
      objects[at] = (int) keys[at];
    }
    return objects;
  }

  private long left() {
    return Math.max(0, budget.time().toNanos() - (budget.nanoClock().getAsLong() - begun));
  }

  private void judge(int object, long nanos, long bytes, int atOnce) {
    Object key = columns.keyAt(object);
    String name = key == null ? Linearizability.NAME : Linearizability.NAME + " key " + key;
    Effort effort = new Effort(nanos, budget, bytes, atOnce);
    try {
      verdicts[object] = judging.judge(layout, object, name, effort);
      isLate[object] =
          verdicts[object].validity() == Validity.UNKNOWN
              && (effort.timeIsUp() || effort.memoryIsUp());
    } catch (OutOfMemoryError e) {
      verdicts[object] =
          Verdict.unknown(name, "Nothing was judged: the heap is too small; give java more.");
    }
  }
}
