package minos.time;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in the order in which they are due; those due at the same instant in the order in which
 * they were given. Not for several threads at once.
 *
 * <p>Most timers of a run are deadlines that never come: they are cancelled long before. They are
 * swept out once they are the greater part, or a busy run would hold seconds of dead timers.
 */
final class Agenda {
  private static final int SWEEP_FROM = 1024;

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Due due) -> due.at).thenComparingLong(due -> due.order));
  private long given;
  private int cancelled;

  /**
   * Adds a task.
   *
   * @param now nanoseconds
   * @param delayNanos from now; less than nothing is nothing, and too far is never
   */
  Due add(long now, long delayNanos, Runnable task) {
    long delay = Math.max(0, delayNanos);
    long at = delay > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + delay;
    Due due = new Due(at, given++, task);
    queue.add(due);
    return due;
  }

  /** The task that is due first, cancelled ones left out; null if there is none. */
  @Nullable Due first() {
    Due due = queue.peek();
    while (due != null && due.cancelled) {
      queue.remove();
      cancelled--;
      due = queue.peek();
    }
    return due;
  }

  /** Takes out what {@link #first()} showed. */
  void take() {
    queue.remove().taken = true;
  }

  void cancel(Due due) {
    if (due.taken || due.cancelled) {
      return;
    }
    due.cancelled = true;
    cancelled++;
    if (cancelled >= SWEEP_FROM && cancelled > queue.size() / 2) {
      queue.removeIf(each -> each.cancelled);
      cancelled = 0;
    }
  }

  int size() {
    return queue.size();
  }

  /** A task and its time. */
  static final class Due {
    final long at;
    final Runnable task;
    private final long order;
    private boolean cancelled;
    private boolean taken;

    private Due(long at, long order, Runnable task) {
      this.at = at;
      this.order = order;
      this.task = task;
    }
  }
}
