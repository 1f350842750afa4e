package minos.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.fault.Rhythm;
import minos.run.Test;
import minos.store.Defaults;
import minos.store.Versions;
import minos.suite.Attempt;
import minos.suite.Case;
import minos.suite.CaseReport;
import minos.suite.Plan;
import minos.suite.SuiteReport;
import minos.time.Durations;
import minos.time.WallClock;

/** Runs of {@code minos run} as a suite of their own, so that CI is told of them the same way. */
final class RunGate {
  private static final String NAME = "run";

  private final Instant started = WallClock.system().now();
  private final List<CaseReport> cases = new ArrayList<>();

  void add(Test test, Attempt attempt) {
    LocalDate today = LocalDate.ofInstant(started, ZoneOffset.UTC);
    cases.add(CaseReport.of(asCase(test), List.of(attempt), List.of(), today));
  }

  /**
   * @param asked how many runs there were to be
   */
  SuiteReport report(int asked, Duration wall) {
    List<String> findings =
        cases.size() == asked
            ? List.of()
            : List.of("Stopped after " + cases.size() + " of " + asked + " runs.");
    return new SuiteReport(
        NAME,
        "",
        "",
        started,
        Optional.empty(),
        Optional.empty(),
        wall,
        true,
        versions(),
        findings,
        List.copyOf(cases));
  }

  static Map<String, String> versions() {
    Versions versions = Versions.current();
    Map<String, String> words = new LinkedHashMap<>();
    words.put("minos", versions.minos());
    words.put("java", versions.java());
    words.put("os", versions.os());
    return words;
  }

  private static Case asCase(Test test) {
    Map<String, String> options = options(test);
    return new Case(
        NAME, Plan.name(options), options, Case.Expectation.VALID, false, "the command line");
  }

  private static Map<String, String> options(Test test) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put(Case.SYSTEM, test.system());
    options.put(Case.WORKLOAD, test.workload());
    options.put(Case.WORLD, test.world().label());
    if (test.script().isPresent()) {
      options.put("fault-script", test.script().get().source());
    } else if (test.timing().rhythm().faults().isEmpty()) {
      options.put("faults", test.faults().isEmpty() ? "none" : String.join(",", test.faults()));
    }
    put(options, "fault-schedule", Rhythm.TURNS.label(), test.timing().rhythm().label());
    test.timing()
        .interval()
        .ifPresent(each -> options.put("fault-interval", Durations.label(each)));
    options.put("nodes", Integer.toString(test.nodes()));
    options.put(Case.TIME, Durations.label(test.time()));
    put(options, "concurrency", Defaults.CONCURRENCY, Integer.toString(test.concurrency()));
    put(options, "rate", Defaults.RATE, Double.toString(test.rate()).replaceFirst("\\.0$", ""));
    put(options, "keys", Defaults.KEYS, Integer.toString(test.keys()));
    put(options, "flaw", "", String.join(",", test.flaws()));
    put(options, "image", "", test.image());
    put(options, "program", "", String.join(" ", test.program()));
    put(options, "swarm", "false", Boolean.toString(test.swarm()));
    options.put(Case.SEED, Long.toString(test.seed()));
    return options;
  }

  private static void put(Map<String, String> options, String name, String usual, String value) {
    if (!value.equals(usual)) {
      options.put(name, value);
    }
  }
}
