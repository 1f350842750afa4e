package minos.time;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A clock and the one event loop of a run. Every task runs on the loop's thread, one after another,
 * so that whoever lives on the loop needs no locks.
 */
public interface Time {

  /** Nanoseconds since the run began; never goes back. */
  long nanos();

  /**
   * Runs a task on the loop, {@code delayNanos} from now. Tasks due at the same instant run in the
   * order in which they were given. May be called from any thread.
   */
  Timer after(long delayNanos, Runnable task);

  /**
   * Does blocking work (a container call, say) aside from the loop and hands its outcome to {@code
   * done} on the loop. In virtual time the work runs at once, on the loop.
   */
  <T> void offload(Callable<T> work, Consumer<Attempt<T>> done);

  /**
   * Runs the loop on the calling thread until {@code done} holds; it is asked after each task.
   *
   * @throws IllegalStateException if nothing is left to run in virtual time and {@code done} does
   *     not hold: a lost completion, which is our bug
   */
  void runUntil(BooleanSupplier done);

  /** A task that waits for its time. */
  interface Timer {
    /** Does nothing if it has run already. */
    void cancel();
  }
}
