package minos.time;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machine's monotonic clock, and a loop that waits on it. Blocking work goes to virtual
 * threads.
 */
public final class RealTime implements Time {
  private final long epoch = System.nanoTime();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition given = lock.newCondition();

  /** Only under the lock. */
  private final Agenda agenda = new Agenda();

  /** Only under the lock: whether the loop must be woken to see a new first task. */
  private boolean asleep;

  @Override
  public long nanos() {
    return System.nanoTime() - epoch;
  }

  @Override
  public Timer after(long delayNanos, Runnable task) {
    lock.lock();
    try {
      // The clock is read under the lock, or two tasks for now could trade places.
      Agenda.Due due = agenda.add(nanos(), delayNanos, task);
      if (asleep && agenda.first() == due) {
        asleep = false;
        given.signal();
      }
      return () -> cancel(due);
    } finally {
      lock.unlock();
    }
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
        next().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the run's loop was interrupted", e);
    }
  }

  /** Waits until a task is due, and takes it. */
  private Runnable next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Agenda.@Nullable Due due = agenda.first();
        long wait = due == null ? Long.MAX_VALUE : due.at - nanos();
        if (due != null && wait <= 0) {
          agenda.take();
          return due.task;
        }
        asleep = true;
        long unused = given.awaitNanos(wait);
        asleep = false;
      }
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Agenda.Due due) {
    lock.lock();
    try {
      agenda.cancel(due);
    } finally {
      lock.unlock();
    }
  }
}
