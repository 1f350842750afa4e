package minos.check.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Does many things, some of them at once. */
public final class Workers {
  private Workers() {}

  /**
   * Does each thing from 0 on, in order, and returns when all are done.
   *
   * @param threads how many at once; with one it is done here
   */
  public static void each(int things, int threads, IntConsumer thing) {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int at = next.getAndIncrement(); at < things; at = next.getAndIncrement()) {
            thing.accept(at);
          }
        };
    int workers = Math.min(threads, things);
    if (workers > 1) {
      runOn(workers, worker);
    } else {
      worker.run();
    }
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
}
