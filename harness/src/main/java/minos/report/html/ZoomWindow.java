package minos.report.html;

import java.util.List;
import minos.report.Contradiction;
import minos.report.RunReport;
import minos.report.Span;

/**
 * What is worth seeing first of one object's operations.
 *
 * @param from nanoseconds since the run began
 * @param to after it
 */
record ZoomWindow(long from, long to) {
  private static final int FIRST_SHOWN = 24;
  private static final long AROUND_MIN = 20_000_000;
  private static final long AROUND_MAX = 2_000_000_000;

  /** The contradiction and some time around it; without one, the first operations. */
  static ZoomWindow of(RunReport run) {
    if (run.contradiction().isPresent()) {
      Contradiction found = run.contradiction().get();
      return around(found.from(), found.seenNanos(), run.end());
    }
    List<Span> first = run.spansOf(run.shownKey()).stream().limit(FIRST_SHOWN).toList();
    long last =
        first.stream()
            .mapToLong(span -> span.from() + Math.max(0, span.latency()))
            .max()
            .orElse(run.end());
    return new ZoomWindow(0, Math.clamp(last, 1_000_000, Math.max(1_000_000, run.end())));
  }

  private static ZoomWindow around(long from, long to, long end) {
    long margin = Math.clamp((to - from) / 2, AROUND_MIN, AROUND_MAX);
    long begin = Math.max(0, from - margin);
    return new ZoomWindow(begin, Math.max(begin + AROUND_MIN, Math.min(end, to + margin)));
  }

  /** How far an operation is from it, in nanoseconds; 0 within. */
  long distance(Span span) {
    long waited = span.from() + Math.max(0, span.latency());
    return span.from() > to ? span.from() - to : Math.max(0, from - waited);
  }
}
