package minos.report.html;

import java.util.List;
import java.util.Locale;
import minos.report.Band;
import minos.report.ClockLine;
import minos.report.ClockLine.Reading;

/** How far the clock of each node was off, a line for each; where nobody asked there is none. */
record ClockChart(List<ClockLine> lines, List<Band> bands, TimeAxis axis) {
  private static final double TOP = 16;
  private static final double BOTTOM = 156;
  private static final double MARGIN = 8;

  /** Readings come once a second: between two that are farther apart nobody asked. */
  private static final long GAP_NANOS = 2_500_000_000L;

  private static final double NAME_WIDTH = 18;

  /** Less far off, names would lie upon one another. */
  private static final double NAMED_SHARE = 0.1;

  void draw(Markup markup) {
    double max = Math.max(1, highest());
    markup.open(
        "svg",
        "viewBox",
        "0 0 1120 176",
        "role",
        "img",
        "aria-label",
        "How far the clock of each node was off over time");
    ChartFrame.bands(markup, axis, clockFaults(), TOP - 14, BOTTOM);
    ChartFrame.axis(markup, axis, TOP, BOTTOM);
    markup.open("g", "class", "axis");
    for (double share : new double[] {-1, 0, 1}) {
      double y = y(share * max, max);
      markup.empty("line", "x1", ChartFrame.LEFT, "x2", ChartFrame.RIGHT, "y1", y, "y2", y);
      String label = label(share * max, max);
      markup.leaf("text", label, "x", ChartFrame.LEFT - 6, "y", y + 4, "text-anchor", "end");
    }
    markup.close();
    for (int i = 0; i < lines.size(); i++) {
      line(markup, lines.get(i), i, max);
    }
    markup.close();
  }

  private List<Band> clockFaults() {
    return bands.stream().filter(band -> band.family().equals("clock")).toList();
  }

  private double highest() {
    return lines.stream()
        .flatMap(line -> line.readings().stream())
        .mapToDouble(reading -> Math.abs(reading.millis()))
        .max()
        .orElse(0);
  }

  private static double y(double millis, double max) {
    double half = (BOTTOM - TOP) / 2 - MARGIN;
    return (TOP + BOTTOM) / 2 - millis / max * half;
  }

  private static String label(double millis, double max) {
    if (millis == 0) {
      return "right";
    }
    return max >= 1000
        ? String.format(Locale.ROOT, "%+.1f s", millis / 1000)
        : String.format(Locale.ROOT, "%+.0f ms", millis);
  }

  /** Its name stands where it is farthest off; lines that lie upon one another are told by dash. */
  private void line(Markup markup, ClockLine line, int number, double max) {
    StringBuilder path = new StringBuilder();
    Reading farthest = line.readings().getFirst();
    Reading before = null;
    for (Reading reading : line.readings()) {
      boolean joined = before != null && reading.nanos() - before.nanos() <= GAP_NANOS;
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              joined ? "L" : "M",
              axis.x(reading.nanos()),
              y(reading.millis(), max)));
      farthest = Math.abs(reading.millis()) > Math.abs(farthest.millis()) ? reading : farthest;
      before = reading;
    }
    String look = "clock c" + number % 6;
    markup.open("g");
    markup.leaf("title", line.node() + ": at most " + label(farthest.millis(), max));
    markup.empty("path", "class", look, "d", path);
    for (Reading reading : line.readings()) {
      markup.empty(
          "circle",
          "class",
          look + " dot",
          "cx",
          axis.x(reading.nanos()),
          "cy",
          y(reading.millis(), max),
          "r",
          2);
    }
    if (Math.abs(farthest.millis()) > NAMED_SHARE * max) {
      double x = Math.min(axis.x(farthest.nanos()) + 5, ChartFrame.RIGHT - NAME_WIDTH);
      markup.leaf("text", line.node(), "x", x, "y", y(farthest.millis(), max) + 4);
    }
    markup.close();
  }
}
