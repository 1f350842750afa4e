package minos.time;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Time that jumps from event to event. One thread; the same tasks in the same order give the same
 * run, whatever the machine is doing meanwhile.
 */
public final class VirtualTime implements Time {
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.comparingLong((Due due) -> due.at).thenComparingLong(due -> due.order));
  private long now;
  private long scheduled;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    Due due = new Due(now + Math.max(0, delayNanos), scheduled++, task);
    queue.add(due);
    return due;
  }

  @Override
  public <T> void offload(Callable<T> work, Consumer<Attempt<T>> done) {
    Attempt<T> attempt = Attempt.at(work);
    after(0, () -> done.accept(attempt));
  }

  @Override
  public void runUntil(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      Due due = queue.poll();
      if (due == null) {
        throw new IllegalStateException(
            "virtual time stands still at " + now + " ns: nothing is due");
      }
      if (!due.cancelled) {
        now = due.at;
        due.task.run();
      }
    }
  }

  private static final class Due implements Timer {
    private final long at;
    private final long order;
    private final Runnable task;
    private boolean cancelled;

    Due(long at, long order, Runnable task) {
      this.at = at;
      this.order = order;
      this.task = task;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
