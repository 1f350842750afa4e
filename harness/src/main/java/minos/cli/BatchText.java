package minos.cli;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import minos.check.Validity;
import minos.report.Paint;
import minos.report.TerminalReport;
import minos.report.VerdictLine;
import minos.time.Durations;

/** Says of many runs how each went, one line for each that is valid, and how all did. */
final class BatchText {
  private static final double NANOS_PER_MINUTE = 60e9;

  private final Console console;
  private final String property;
  private final Map<Validity, Integer> counts = new EnumMap<>(Validity.class);

  /**
   * @param property what is said of a history that is valid
   */
  BatchText(Console console, String property) {
    this.console = console;
    this.property = property;
  }

  void tell(Batch.Result result) {
    counts.merge(result.validity(), 1, Integer::sum);
    console.say(
        String.format(
            Locale.ROOT,
            "seed %-8d %-16s %,7d ops  %s",
            result.test().seed(),
            VerdictLine.word(result.validity(), property),
            result.ops(),
            Durations.readable(result.nanos())));
    Paint paint = console.colour() ? Paint.ANSI : Paint.NONE;
    result
        .report()
        .ifPresent(report -> {
          console.out().print(TerminalReport.of(report, paint, console.columns()));
          console.out().flush();
        });
  }

  /**
   * The last line.
   *
   * @param asked how many runs there were to be
   * @param nanos of real time, for all of them
   * @param threads how many went on at once
   */
  void sum(int asked, long nanos, int threads) {
    int told = told();
    console.say(
        String.format(
            Locale.ROOT,
            "%s: %,d valid, %,d invalid, %,d unknown; %s, %s runs a minute, %d at a time",
            told == asked ? asked + " runs" : "stopped after " + told + " of " + asked + " runs",
            count(Validity.VALID),
            count(Validity.INVALID),
            count(Validity.UNKNOWN),
            Durations.readable(nanos),
            readable(told * NANOS_PER_MINUTE / Math.max(1, nanos)),
            threads));
  }

  /** With a decimal where that says more than a rounded number: containers need minutes a run. */
  private static String readable(double rate) {
    return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
  }

  /** The worst of all; unknown at best if some that were asked for never were. */
  Validity worst(int asked) {
    Validity seen = counts.keySet().stream().reduce(Validity.VALID, Validity::and);
    return told() == asked ? seen : seen.and(Validity.UNKNOWN);
  }

  private int told() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private int count(Validity validity) {
    return counts.getOrDefault(validity, 0);
  }
}
