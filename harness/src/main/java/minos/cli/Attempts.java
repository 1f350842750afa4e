package minos.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import minos.check.Validity;
import minos.check.Verdict;
import minos.report.Band;
import minos.report.Figures;
import minos.report.RunReport;
import minos.run.Test;
import minos.store.RunInfo;
import minos.store.StoredRun;
import minos.suite.Attempt;
import minos.suite.Fingerprint;
import minos.time.WallClock;

/** What a run came to, as a suite and its reports have it. */
final class Attempts {
  private Attempts() {}

  /**
   * @param results what the folder is named relative to
   * @param wallNanos of real time, from its start to its verdict
   */
  static Attempt of(StoredRun.Outcome outcome, RunReport report, Path results, long wallNanos) {
    Validity validity = outcome.verdict().validity();
    return new Attempt(
        WallClock.system().now(),
        switch (validity) {
          case VALID -> Attempt.Ending.VALID;
          case UNKNOWN -> Attempt.Ending.UNKNOWN;
          case INVALID -> Attempt.Ending.INVALID;
        },
        report.why(),
        Optional.of(relative(results, outcome.folder().path())),
        validity == Validity.INVALID ? Optional.of(finding(outcome)) : Optional.empty(),
        Duration.ofNanos(wallNanos),
        Duration.ofNanos(outcome.checkNanos()),
        figures(report));
  }

  static String relative(Path results, Path folder) {
    return results
        .toAbsolutePath()
        .normalize()
        .relativize(folder.toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }

  private static Attempt.Finding finding(StoredRun.Outcome outcome) {
    String anomaly = rule(outcome.verdict()).orElse("not linearizable");
    Test test = outcome.info().test();
    return new Attempt.Finding(
        anomaly,
        Fingerprint.of(test.workload(), anomaly, system(outcome.info())),
        Optional.empty());
  }

  /** With what tells one version from another, as far as it says so. */
  private static String system(RunInfo info) {
    Test test = info.test();
    return test.system()
        + " "
        + info.cluster().getOrDefault("version", info.versions().minos())
        + " "
        + String.join(",", test.flaws());
  }

  private static Optional<String> rule(Verdict verdict) {
    return verdict
        .counterexample()
        .map(found -> found.certificate().rule())
        .or(() -> verdict.parts().stream().flatMap(part -> rule(part).stream()).findFirst());
  }

  private static Attempt.Figures figures(RunReport report) {
    Map<String, Long> recovery = new TreeMap<>();
    for (Band band : report.bands()) {
      report
          .progress()
          .during(band)
          .nanosToFirstOk()
          .ifPresent(nanos -> recovery.merge(band.family(), nanos / 1_000_000, Math::max));
    }
    return new Attempt.Figures(
        report.figures().ok(),
        report.figures().fail(),
        report.figures().info(),
        p99Micros(report),
        recovery);
  }

  private static OptionalLong p99Micros(RunReport report) {
    Figures.Latency all = report.figures().all();
    return all.count() == 0 ? OptionalLong.empty() : OptionalLong.of(all.p99() / 1_000);
  }
}
