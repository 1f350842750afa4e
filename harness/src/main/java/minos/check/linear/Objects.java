package minos.check.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.calls.Layout;
import minos.check.search.Effort;
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
    List<Integer> all =
        IntStream.range(0, columns.keys())
            .boxed()
            .sorted(Comparator.comparingInt(layout::events))
            .toList();
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int at = next.getAndIncrement(); at < all.size(); at = next.getAndIncrement()) {
            int turns = (all.size() - at + threads - 1) / threads;
            judge(all.get(at), left() / turns / 2, memoryBytes / PARTS);
          }
        };
    int workers = Math.min(threads, all.size());
    if (workers > 1) {
      runOn(workers, worker);
    } else {
      worker.run();
    }
    List<Integer> late = new ArrayList<>(all.stream().filter(object -> isLate[object]).toList());
    for (int at = 0; at < late.size(); at++) {
      judge(late.get(at), left() / (late.size() - at), memoryBytes);
    }
    return Arrays.asList(verdicts);
  }

  private static void runOn(int workers, Runnable worker) {
    try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        running.add(pool.submit(worker));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while judging", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private long left() {
    return Math.max(0, budget.time().toNanos() - (budget.nanoClock().getAsLong() - begun));
  }

  private void judge(int object, long nanos, long bytes) {
    Object key = columns.keyAt(object);
    String name = key == null ? Linearizability.NAME : Linearizability.NAME + " key " + key;
    Effort effort = new Effort(nanos, budget, bytes);
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
