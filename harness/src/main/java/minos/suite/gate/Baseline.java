package minos.suite.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import minos.suite.Attempt;
import minos.suite.CaseReport;
import minos.suite.Standing;
import minos.suite.Suite.Tolerance;
import minos.suite.SuiteReport;

/**
 * What has become worse since an earlier suite: medians over at least three runs of the same test
 * that passed on both sides. A violation has no baseline: it stays what it is.
 */
public final class Baseline {
  private static final int RUNS_MIN = 3;

  /** Judging that takes less says more of the machine than of the checker. */
  private static final double CHECK_LEAST_MILLIS = 100;

  private Baseline() {}

  /**
   * Whole sentences, one for each figure that is worse than the tolerance allows.
   *
   * @param then the baseline
   */
  public static List<String> worse(SuiteReport now, SuiteReport then, Tolerance tolerance) {
    Map<String, List<Attempt>> before = groups(then);
    List<String> findings = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, List<Attempt>> group : groups(now).entrySet()) {
      List<Attempt> old = before.getOrDefault(group.getKey(), List.of());
      if (group.getValue().size() >= RUNS_MIN && old.size() >= RUNS_MIN) {
        compared++;
        Map<String, Double> base = medians(old);
        medians(group.getValue())
            .forEach((figure, value) -> {
              Double earlier = base.get(figure);
              if (earlier != null && isWorse(figure, value, earlier, tolerance)) {
                findings.add(
                    String.format(
                        Locale.ROOT,
                        "%s: %s is %.4g, in the baseline %.4g (medians).",
                        group.getKey(),
                        figure,
                        value,
                        earlier));
              }
            });
      }
    }
    return compared > 0
        ? findings
        : List.of(
            "Nothing could be compared with the baseline: it takes a test with "
                + RUNS_MIN
                + " runs that passed on both sides.");
  }

  private static boolean isWorse(String figure, double now, double then, Tolerance tolerance) {
    return switch (figure) {
      case "availability" -> now < then * (1 - tolerance.availability());
      case "p99 in ms" -> now > then * (1 + tolerance.p99());
      case "judging in ms" -> now > Math.max(CHECK_LEAST_MILLIS, then) * (1 + tolerance.check());
      default -> now > then * (1 + tolerance.recovery());
    };
  }

  private static Map<String, List<Attempt>> groups(SuiteReport report) {
    Map<String, List<Attempt>> groups = new LinkedHashMap<>();
    for (CaseReport each : report.cases()) {
      if (each.standing() == Standing.PASSED
          && each.attempts().getLast().ending() == Attempt.Ending.VALID) {
        groups
            .computeIfAbsent(
                each.one().classname() + " " + each.one().group(), name -> new ArrayList<>())
            .add(each.attempts().getLast());
      }
    }
    return groups;
  }

  private static Map<String, Double> medians(List<Attempt> attempts) {
    Map<String, List<Double>> values = new TreeMap<>();
    for (Attempt each : attempts) {
      Attempt.Figures figures = each.figures();
      if (figures.ops() > 0) {
        add(values, "availability", (double) figures.ok() / figures.ops());
      }
      figures.p99Micros().ifPresent(micros -> add(values, "p99 in ms", micros / 1e3));
      add(values, "judging in ms", (double) each.check().toMillis());
      figures
          .recoveryMillis()
          .forEach((family, millis) -> add(values, "recovery from " + family + " in ms", millis));
    }
    Map<String, Double> medians = new TreeMap<>();
    values.forEach((figure, all) -> {
      if (all.size() >= RUNS_MIN) {
        medians.put(figure, all.stream().sorted().toList().get(all.size() / 2));
      }
    });
    return medians;
  }

  private static void add(Map<String, List<Double>> values, String figure, double value) {
    values.computeIfAbsent(figure, name -> new ArrayList<>()).add(value);
  }
}
