package minos.report.html;

import minos.report.RunReport;

/** The whole run: latencies above, outcomes below, faults behind both. */
final class OverviewChart {
  private static final double TOP = 16;
  private static final double LATENCY_BOTTOM = 216;
  private static final double OUTCOME_TOP = 232;
  private static final double BOTTOM = 322;

  private OverviewChart() {}

  static void draw(RunReport run, Markup markup) {
    TimeAxis axis = TimeAxis.whole(0, run.end(), ChartFrame.LEFT, ChartFrame.RIGHT);
    markup.open(
        "svg",
        "id",
        "whole",
        "viewBox",
        "0 0 1120 " + (int) (BOTTOM + 22),
        "role",
        "img",
        "aria-label",
        "Latency and outcome of all operations over the whole run");
    ChartFrame.bands(markup, axis, run.bands(), 2, BOTTOM);
    ChartFrame.axis(markup, axis, TOP, BOTTOM);
    new LatencyChart(run.spans(), axis, TOP, LATENCY_BOTTOM).draw(markup);
    new OutcomeChart(run.spans(), axis, OUTCOME_TOP, BOTTOM).draw(markup);
    run.contradiction()
        .ifPresent(found -> {
          double x = axis.x(found.seenNanos());
          markup.open("g", "class", "seen").leaf("title", "the contradiction was seen");
          markup.empty("line", "x1", x, "x2", x, "y1", 2, "y2", BOTTOM).close();
        });
    ZoomWindow window = ZoomWindow.of(run);
    double left = axis.x(window.from());
    double width = Math.max(2, axis.x(window.to()) - left);
    markup.empty("rect", "class", "view", "x", left, "y", 1, "width", width, "height", BOTTOM - 1);
    markup.close();
  }
}
