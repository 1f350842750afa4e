package minos.course;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import minos.check.Validity;
import minos.cli.Console;
import minos.course.CourseRuns.Done;
import minos.report.Paint;
import minos.report.RunFiles;
import minos.report.RunReport;
import minos.report.TerminalReport;
import minos.report.VerdictLine;
import minos.store.StoreFailed;

/** A line for each test, a full report of each that did not pass, and the sum. */
final class CourseText {
  private final Console console;
  private final Map<Validity, Integer> counts = new EnumMap<>(Validity.class);
  private final Map<Tier, Integer> tiers = new EnumMap<>(Tier.class);

  CourseText(Console console) {
    this.console = console;
  }

  void heading() {
    List<Object> titles = new ArrayList<>(List.of("test", "seed", "verdict"));
    Stream.of(Measure.values()).map(Measure::title).forEach(titles::add);
    row(titles);
  }

  static String count(int tests) {
    return tests == 1 ? "1 test" : tests + " tests";
  }

  /** Of a file without its folder. */
  private static String name(Configuration course) {
    return course.name().substring(course.name().lastIndexOf('/') + 1);
  }

  void tell(Done done) throws StoreFailed {
    if (done.scored().isEmpty()) {
      counts.merge(Validity.UNKNOWN, 1, Integer::sum);
      row(List.of(name(done.asked().course()), done.asked().seed(), "UNKNOWN", "", "", "", ""));
      console.say("  why     " + done.failure());
      return;
    }
    ScoredRun run = done.scored().get();
    counts.merge(run.validity(), 1, Integer::sum);
    run.tiers().values().forEach(tier -> tiers.merge(tier, 1, Integer::sum));
    List<Object> cells =
        new ArrayList<>(List.of(name(run.course()), run.seed(), VerdictLine.word(run.validity())));
    Stream.of(Measure.values()).map(measure -> cell(run, measure)).forEach(cells::add);
    row(cells);
    run.shortfalls().forEach(line -> console.say("  why     " + line));
    RunReport report = RunFiles.write(run.outcome());
    if (run.outcome().verdict().validity() != Validity.VALID) {
      Paint paint = console.colour() ? Paint.ANSI : Paint.NONE;
      console.out().print(TerminalReport.of(report, paint, console.columns()));
      console.out().flush();
    }
  }

  private static String cell(ScoredRun run, Measure measure) {
    double value = run.scores().of(measure);
    String shown =
        measure == Measure.MEDIAN_LATENCY
            ? Double.isInfinite(value) ? "none" : String.format(Locale.ROOT, "%.2f ms", 1e3 * value)
            : String.format(Locale.ROOT, "%,.0f", value);
    Tier tier = run.tiers().get(measure);
    return tier == null ? shown : shown + " (" + tier.number() + ")";
  }

  private void row(List<Object> cells) {
    console.say(
        String.format(Locale.ROOT, "%-14s %6s  %-16s %12s %12s %12s %14s", cells.toArray())
            .stripTrailing());
  }

  /**
   * The last lines.
   *
   * @param asked how many tests there were to be
   */
  void sum(int asked) {
    String graded =
        Stream.of(Tier.values())
            .map(tier ->
                "%s (%d) %d".formatted(tier.words(), tier.number(), tiers.getOrDefault(tier, 0)))
            .collect(Collectors.joining(", "));
    console.say("scores: " + graded);
    int told = counts.values().stream().mapToInt(Integer::intValue).sum();
    console.say(
        "%s: %d passed, %d not linearizable, %d unknown"
            .formatted(
                told == asked ? count(asked) : "stopped after " + told + " of " + count(asked),
                counts.getOrDefault(Validity.VALID, 0),
                counts.getOrDefault(Validity.INVALID, 0),
                counts.getOrDefault(Validity.UNKNOWN, 0)));
  }

  /** The worst of all; unknown at best if some that were asked for never were. */
  Validity worst(int asked) {
    int told = counts.values().stream().mapToInt(Integer::intValue).sum();
    Validity seen = counts.keySet().stream().reduce(Validity.VALID, Validity::and);
    return told == asked ? seen : seen.and(Validity.UNKNOWN);
  }
}
