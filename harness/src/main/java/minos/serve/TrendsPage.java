package minos.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import minos.report.RunTable;
import minos.report.html.Markup;
import minos.store.runs.RunSummary;
import org.jspecify.annotations.Nullable;

/** How runs of the same test went over time: each measure a small chart, each run a mark. */
final class TrendsPage {
  private static final int TESTS_MAX = 20;
  private static final int RUNS_MAX = 100;

  /**
   * What is drawn.
   *
   * @param full the value that fills the height, or 0 for the greatest there is
   */
  private record Measure(
      String name,
      double full,
      Function<RunSummary, @Nullable Double> value,
      Function<Double, String> words) {}

  private static final List<Measure> MEASURES =
      List.of(
          new Measure("availability", 1, RunSummary::availability, RunTable::share),
          nanos("recovery, longest", RunSummary::recoveryNanos),
          nanos("p99 of what is ok", RunSummary::p99Nanos),
          nanos("detection: contradiction seen after", RunSummary::seenNanos));

  private TrendsPage() {}

  /**
   * @param runs the newest first
   */
  static String of(List<RunSummary> runs, Query query) {
    Markup markup = Layout.begin("Trends");
    Layout.search(markup, "/trends", query);
    Map<String, List<RunSummary>> tests = new TreeMap<>();
    for (RunSummary run : runs) {
      String flaws = run.flaws().isEmpty() ? "" : " · flaw " + run.flaws();
      List<RunSummary> ofTest =
          tests.computeIfAbsent(
              run.test() + " · " + run.world() + flaws, none -> new ArrayList<>());
      if (ofTest.size() < RUNS_MAX) {
        ofTest.add(run);
      }
    }
    tests.entrySet().stream()
        .limit(TESTS_MAX)
        .forEach(test -> test(markup, test.getKey(), test.getValue().reversed()));
    String more =
        tests.size() <= TESTS_MAX
            ? ""
            : " " + (tests.size() - TESTS_MAX) + " tests more: find them.";
    markup.leaf(
        "p",
        "Of each test the last "
            + RUNS_MAX
            + " runs, the oldest left. Dot: valid; red ring: invalid;"
            + " orange ring: unknown. Each mark leads to its run."
            + more,
        "class",
        "note");
    return Layout.end(markup);
  }

  private static void test(Markup markup, String name, List<RunSummary> runs) {
    markup.leaf("h2", name).open("div", "class", "trend");
    for (Measure measure : MEASURES) {
      List<Chart.Point> points = new ArrayList<>();
      for (int i = 0; i < runs.size(); i++) {
        Double value = measure.value().apply(runs.get(i));
        if (value != null) {
          points.add(new Chart.Point(i, value, runs.get(i)));
        }
      }
      if (!points.isEmpty()) {
        markup.open("div").leaf("h3", measure.name());
        new Chart(points, runs.size(), measure.full(), measure.words()).draw(markup);
        markup.close();
      }
    }
    markup.close();
  }

  private static Measure nanos(String name, Function<RunSummary, @Nullable Long> value) {
    return new Measure(
        name,
        0,
        run -> {
          Long nanos = value.apply(run);
          return nanos == null ? null : (double) nanos;
        },
        nanos -> RunTable.nanos(nanos.longValue()));
  }
}
