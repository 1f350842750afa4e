package minos.cli;

import java.nio.file.Path;
import java.time.Duration;
import minos.check.Validity;
import minos.cluster.ClusterFailed;
import minos.report.RunFiles;
import minos.report.RunReport;
import minos.store.RunListener;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.suite.Attempt;
import minos.time.RealTime;
import minos.time.WallClock;

/** A simulated run, in this process: it shares nothing with others. */
final class SimulatedCase implements CaseRun {
  private final StoredRun run;
  private final Path results;
  private final RealTime clock = new RealTime();

  SimulatedCase(CaseOptions.Meaning meaning, long seed, Path results) throws BadArguments {
    this.results = results;
    this.run =
        new StoredRun(
            new StoredRun.Request(
                meaning.test(seed),
                meaning.workload(),
                meaning.system(),
                results,
                WallClock.system().now(),
                false,
                false,
                meaning.limits()),
            RunListener.NONE);
  }

  @Override
  public Attempt execute() throws StoreFailed {
    long begun = clock.nanos();
    try {
      StoredRun.Outcome outcome = run.execute();
      RunReport report = kept(outcome);
      return Attempts.of(outcome, report, results, clock.nanos() - begun);
    } catch (ClusterFailed | RuntimeException e) {
      return Attempt.failed(
          WallClock.system().now(),
          "Minos could not run it: " + e.getMessage(),
          Duration.ofNanos(clock.nanos() - begun));
    }
  }

  /** Of what is valid the seed brings all but the summary back. */
  private static RunReport kept(StoredRun.Outcome outcome) throws StoreFailed {
    if (outcome.verdict().validity() != Validity.VALID) {
      return RunFiles.write(outcome);
    }
    RunReport report = RunFiles.writeFigures(outcome);
    outcome.folder().keepSummary();
    return report;
  }

  @Override
  public void stop() {
    run.stop();
  }

  @Override
  public void abandon() {
    run.abandon();
  }
}
