package minos.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import minos.report.Paint;
import minos.suite.Attempt;
import minos.suite.Case;
import minos.suite.CaseReport;
import minos.suite.Standing;
import minos.suite.SuiteReport;

/** Says how a suite goes on, and what it came to. */
final class SuiteText implements SuiteRun.Teller {
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int BAD_MAX = 20;

  private final Console console;
  private Duration told = Duration.ZERO;

  SuiteText(Console console) {
    this.console = console;
  }

  /** A line for each but simulations that are as they should be: of those there are hundreds. */
  @Override
  public void told(CaseReport report) {
    boolean quiet =
        switch (report.standing()) {
          case PASSED -> report.one().isSimulated();
          case UNAVAILABLE, NOT_RUN -> true;
          case VIOLATION, MISSED, UNKNOWN, ERROR, QUARANTINED -> false;
        };
    if (!quiet) {
      console.say(
          "%-11s %s%s"
              .formatted(
                  report.standing().label(),
                  Paint.harmless(name(report.one())),
                  report.reason().isEmpty() ? "" : ": " + Paint.harmless(report.reason())));
    }
  }

  @Override
  public void again(Case one, Attempt failed) {
    console.say(
        "%-11s %s: %s"
            .formatted(
                "again",
                Paint.harmless(name(one)),
                Paint.harmless(failed.why().stream().findFirst().orElse(""))));
  }

  @Override
  public void progress(int done, int cases, Duration elapsed) {
    if (elapsed.minus(told).compareTo(EVERY) >= 0) {
      told = elapsed;
      console.say(
          String.format(Locale.ROOT, "%,d of %,d cases, %s", done, cases, readable(elapsed)));
    }
  }

  /** The last lines: what is bad in full, why not all was run, and where all of it is. */
  void sum(SuiteReport report, String folder) {
    List<CaseReport> bad = report.cases().stream().filter(one -> one.standing().isBad()).toList();
    for (CaseReport each : bad.subList(0, Math.min(BAD_MAX, bad.size()))) {
      console.say("");
      console.say(each.standing().label() + " " + Paint.harmless(name(each.one())));
      each.why().stream().limit(3).forEach(why -> console.say("  why     " + Paint.harmless(why)));
      console.say("  again   " + each.one().command());
      each.last().flatMap(Attempt::folder).ifPresent(run -> console.say("  folder  " + run));
      each.last()
          .flatMap(Attempt::finding)
          .ifPresent(found ->
              console.say(
                  "  known   %s %s%s"
                      .formatted(
                          found.fingerprint(),
                          found.anomaly(),
                          found
                              .firstSeen()
                              .map(first -> ", first seen " + first)
                              .orElse(", not seen before"))));
    }
    if (bad.size() > BAD_MAX) {
      console.say((bad.size() - BAD_MAX) + " more are in " + folder + "/summary.md");
    }
    report.findings().forEach(finding -> console.say("finding: " + Paint.harmless(finding)));
    leftOut(report).forEach((why, count) -> console.say("left out: " + count + ", " + why));
    console.say(
        "%s: %s: %s; %s; %s"
            .formatted(
                report.suite(),
                report.answer().name(),
                report.inWords(),
                readable(report.wall()),
                folder));
  }

  private static Map<String, Integer> leftOut(SuiteReport report) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (CaseReport each : report.cases()) {
      if (each.standing() == Standing.NOT_RUN || each.standing() == Standing.UNAVAILABLE) {
        reasons.merge(Paint.harmless(each.reason()), 1, Integer::sum);
      }
    }
    return reasons;
  }

  private static String name(Case one) {
    return one.option(Case.SYSTEM) + " " + one.option(Case.WORKLOAD) + " " + one.name();
  }

  private static String readable(Duration time) {
    return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
  }
}
