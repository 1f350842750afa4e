package minos.course;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import minos.check.Limits;
import minos.cluster.ClusterFailed;
import minos.store.RunListener;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.target.Cs3700;
import minos.time.WallClock;
import minos.workload.ReadWrite;

/** Tests of the course, one after the other or several at once. */
final class CourseRuns {
  private final List<String> program;
  private final Path results;
  private final RunListener listener;
  private final Set<StoredRun> active = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /** One test with one seed. */
  record Asked(Configuration course, long seed) {}

  /** What came of it: scores, or why there were none. */
  record Done(Asked asked, Optional<ScoredRun> scored, String failure) {}

  CourseRuns(List<String> program, Path results, RunListener listener) {
    this.program = program;
    this.results = results;
    this.listener = listener;
  }

  /**
   * @param teller is told of each in their order, on the calling thread
   */
  void run(List<Asked> all, int parallel, Consumer<Done> teller) throws StoreFailed {
    try (ExecutorService pool = Executors.newFixedThreadPool(parallel)) {
      Deque<Future<Optional<Done>>> results = new ArrayDeque<>();
      all.forEach(each ->
          results.add(pool.submit(() -> stopped ? Optional.empty() : Optional.of(one(each)))));
      try {
        while (!results.isEmpty()) {
          done(results.removeFirst()).ifPresent(teller);
        }
      } finally {
        stopped = true;
      }
    }
  }

  /** Begins nothing more, and ends the load of what goes on. From any thread. */
  void stop() {
    stopped = true;
    active.forEach(StoredRun::stop);
  }

  /** Ends all programs at once. From any thread. */
  void abandon() {
    active.forEach(StoredRun::abandon);
  }

  private Done one(Asked asked) throws StoreFailed {
    StoredRun run =
        new StoredRun(
            new StoredRun.Request(
                Planned.test(asked.course(), asked.seed(), program),
                new ReadWrite(),
                new Cs3700(),
                results,
                WallClock.system().now(),
                false,
                false,
                Limits.DEFAULT),
            listener);
    active.add(run);
    try {
      if (stopped) {
        run.stop();
      }
      StoredRun.Outcome outcome = run.execute();
      return new Done(asked, Optional.of(ScoredRun.of(asked.course(), asked.seed(), outcome)), "");
    } catch (ClusterFailed e) {
      return new Done(asked, Optional.empty(), String.valueOf(e.getMessage()));
    } finally {
      active.remove(run);
    }
  }

  private static Optional<Done> done(Future<Optional<Done>> future) throws StoreFailed {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StoreFailed failed -> throw failed;
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
