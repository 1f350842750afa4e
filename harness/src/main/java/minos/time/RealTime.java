package minos.time;

import java.util.concurrent.Callable;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The machine's monotonic clock, and a loop that waits on it. Blocking work goes to virtual
 * threads.
 */
public final class RealTime implements Time {
  private final long epoch = System.nanoTime();
  private final AtomicLong scheduled = new AtomicLong();
  private final DelayQueue<Due> queue = new DelayQueue<>();

  @Override
  public long nanos() {
    return System.nanoTime() - epoch;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    Due due = new Due(nanos() + Math.max(0, delayNanos), scheduled.getAndIncrement(), task);
    queue.add(due);
    return due;
  }

  @Override
  public <T> void offload(Callable<T> work, Consumer<Attempt<T>> done) {
    Thread.ofVirtual()
        .start(() -> {
          Attempt<T> attempt = Attempt.at(work);
          after(0, () -> done.accept(attempt));
        });
  }

  @Override
  public void runUntil(BooleanSupplier done) {
    try {
      while (!done.getAsBoolean()) {
        Due due = queue.take();
        if (!due.cancelled) {
          due.task.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run's loop was interrupted", e);
    }
  }

  private final class Due implements Timer, Delayed {
    private final long at;
    private final long order;
    private final Runnable task;
    private volatile boolean cancelled;

    Due(long at, long order, Runnable task) {
      this.at = at;
      this.order = order;
      this.task = task;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - nanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      Due that = (Due) other;
      int byTime = Long.compare(at, that.at);
      return byTime != 0 ? byTime : Long.compare(order, that.order);
    }
  }
}
