package minos.report;

import java.util.List;
import java.util.Set;
import minos.check.Validity;
import minos.history.History;
import minos.store.NodeEvents;
import minos.store.NodeLogs;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.trace.Timeline;

/**
 * What the nodes of a run told of themselves.
 *
 * @param nodes one line each
 * @param log of all nodes around the moment that matters, in the order of time
 * @param left how many lines of that time are not among them
 */
public record Inside(List<NodeLine> nodes, List<NodeLogs.Line> log, int left) {
  public static final Inside NOTHING = new Inside(List.of(), List.of(), 0);

  private static final Set<String> OF_LEADERS = Set.of("election-won", "stepped-down", "started");
  private static final long AROUND_NANOS = 2_000_000_000L;
  private static final long BEFORE_MAX_NANOS = 10_000_000_000L;
  private static final int LINES_MAX = 400;

  /**
   * @param run its report without this
   */
  static Inside of(StoredRun.Outcome outcome, RunReport run) throws StoreFailed {
    List<String> names = run.test().nodeNames();
    Timeline timeline =
        new Timeline(
            names,
            new History(List.of()),
            outcome.faults(),
            NodeEvents.of(outcome.folder(), outcome.info(), OF_LEADERS));
    List<NodeLine> nodes = NodeLine.of(names, outcome.faults(), timeline.notes(), run.end());
    if (run.verdict().validity() == Validity.VALID) {
      return new Inside(nodes, List.of(), 0);
    }
    long seen = run.contradiction().map(Contradiction::seenNanos).orElse(run.end());
    long from = run.contradiction().map(Contradiction::from).orElse(run.end());
    List<NodeLogs.Line> lines =
        NodeLogs.between(
            outcome.folder(),
            outcome.info(),
            Math.max(from - AROUND_NANOS, seen - BEFORE_MAX_NANOS),
            seen + AROUND_NANOS);
    List<NodeLogs.Line> shown = nearest(lines, seen);
    return new Inside(nodes, shown, lines.size() - shown.size());
  }

  /** As many as a page bears, two thirds of them from before. */
  private static List<NodeLogs.Line> nearest(List<NodeLogs.Line> lines, long moment) {
    long earlier = lines.stream().filter(line -> line.nanos() <= moment).count();
    int from = (int) Math.max(0, Math.min(earlier - LINES_MAX * 2 / 3, lines.size() - LINES_MAX));
    return lines.subList(from, Math.min(lines.size(), from + LINES_MAX));
  }
}
