package minos.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The same work on several things at once, each on a thread of the operating system. */
final class Parallel {
  private Parallel() {}

  /** Work that may fail in one way. */
  interface Work<T, R, E extends Exception> {
    R on(T thing) throws E;
  }

  /**
   * Does the work on all of them, to the end even where one fails.
   *
   * @return results in the order of the things
   * @throws E the first failure in that order
   */
  static <T, R, E extends Exception> List<R> each(
      List<T> things, Class<E> failure, Work<T, R, E> work) throws E {
    List<FutureTask<R>> tasks = new ArrayList<>();
    for (T thing : things) {
      FutureTask<R> task = new FutureTask<>(() -> work.on(thing));
      tasks.add(task);
      // Not virtual: the client of Docker blocks inside of monitors.
      Thread.ofPlatform().daemon().name("minos-docker").start(task);
    }
    List<R> results = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (FutureTask<R> task : tasks) {
      try {
        results.add(task.get());
      } catch (ExecutionException e) {
        failures.add(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while containers change", e);
      }
    }
    if (!failures.isEmpty()) {
      Throwable first = failures.getFirst();
      if (failure.isInstance(first)) {
        throw failure.cast(first);
      }
      throw new IllegalStateException(Engine.reason(first), first);
    }
    return results;
  }
}
