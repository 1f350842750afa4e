package minos.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import minos.check.Validity;
import minos.cluster.ClusterFailed;
import minos.cluster.World;
import minos.report.RunFiles;
import minos.report.RunReport;
import minos.run.Test;
import minos.store.RunListener;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.suite.Attempt;
import minos.time.RealTime;
import minos.time.WallClock;

/**
 * One test many times, with consecutive seeds. Simulated runs share nothing, so several go on at
 * once; what is told of them, and in what order, is the same however many that are.
 */
final class Batch {
  private final StoredRun.Request first;
  private final int runs;
  private final int threads;
  private final RunListener listener;
  private final RealTime clock = new RealTime();
  private final Set<StoredRun> active = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /**
   * What came of one run.
   *
   * @param nanos of real time, from its start to its verdict
   * @param report of a run that is not valid; empty for one that is
   */
  record Result(
      Test test,
      Validity validity,
      long ops,
      long nanos,
      Attempt attempt,
      Optional<RunReport> report) {}

  /**
   * @param first its test has the first seed
   * @param threads how many may go on at once; 1 for runs in real time
   * @param listener is told by every run, of several from several threads
   */
  Batch(StoredRun.Request first, int runs, int threads, RunListener listener) {
    this.first = first;
    this.runs = runs;
    this.threads = threads;
    this.listener = listener;
  }

  /**
   * Runs them all.
   *
   * @param teller is told of each in the order of the seeds, on the calling thread
   * @throws ClusterFailed if one of them had no cluster; those that go on are judged, but not told
   * @throws StoreFailed if a folder cannot be written
   */
  void run(Consumer<Result> teller) throws StoreFailed, ClusterFailed {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      Deque<Future<Optional<Result>>> results = new ArrayDeque<>();
      for (int number = 0; number < runs; number++) {
        Test test = first.test().withSeed(first.test().seed() + number);
        Callable<Optional<Result>> next = () -> stopped ? Optional.empty() : Optional.of(one(test));
        results.add(pool.submit(next));
      }
      try {
        // Reports are big: what was told is let go.
        while (!results.isEmpty()) {
          result(results.removeFirst()).ifPresent(teller);
        }
      } finally {
        stopped = true;
      }
    }
  }

  /** Begins no further run, and ends the load of those that go on. From any thread. */
  void stop() {
    stopped = true;
    active.forEach(StoredRun::stop);
  }

  /** Removes what is up at once, for a program that is about to end. From any thread. */
  void abandon() {
    active.forEach(StoredRun::abandon);
  }

  private Result one(Test test) throws StoreFailed, ClusterFailed {
    long begun = clock.nanos();
    StoredRun run =
        new StoredRun(
            new StoredRun.Request(
                test,
                first.workload(),
                first.system(),
                first.results(),
                WallClock.system().now(),
                false,
                first.failFast(),
                first.limits()),
            listener);
    active.add(run);
    try {
      if (stopped) {
        run.stop();
      }
      return kept(test, run.execute(), begun);
    } finally {
      active.remove(run);
    }
  }

  private Result kept(Test test, StoredRun.Outcome outcome, long begun) throws StoreFailed {
    Validity validity = outcome.verdict().validity();
    boolean brief = validity == Validity.VALID && test.world() == World.SIM;
    RunReport report = brief ? RunFiles.writeFigures(outcome) : RunFiles.write(outcome);
    if (brief) {
      outcome.folder().keepSummary();
    }
    long nanos = clock.nanos() - begun;
    return new Result(
        test,
        validity,
        outcome.history().operations().size(),
        nanos,
        Attempts.of(outcome, report, first.results(), nanos),
        validity == Validity.VALID ? Optional.empty() : Optional.of(report));
  }

  private static Optional<Result> result(Future<Optional<Result>> future)
      throws StoreFailed, ClusterFailed {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StoreFailed failed -> throw failed;
        case ClusterFailed failed -> throw failed;
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
