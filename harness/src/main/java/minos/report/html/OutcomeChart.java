package minos.report.html;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minos.history.Op;
import minos.report.Span;

/**
 * How many operations ended at each moment, a column for each, parted by outcome; what is rare is
 * never drawn too thin to be seen.
 */
record OutcomeChart(List<Span> spans, TimeAxis axis, double top, double bottom) {
  private static final int COLUMNS = 256;
  private static final double SEEN_MIN = 2.5;
  private static final List<Op.Type> FROM_BELOW = List.of(Op.Type.OK, Op.Type.FAIL, Op.Type.INFO);

  void draw(Markup markup) {
    double columnNanos = Math.max(1, (axis.to() - axis.from()) / (double) COLUMNS);
    Map<Op.Type, int[]> counts = counts(columnNanos);
    int[] sums = new int[COLUMNS];
    counts.values().forEach(some -> Arrays.setAll(sums, i -> sums[i] + some[i]));
    int most = Math.max(1, Arrays.stream(sums).max().orElse(1));
    scale(markup, most * 1e9 / columnNanos);
    double[] stacked = new double[COLUMNS];
    for (Op.Type outcome : FROM_BELOW) {
      int[] ofOutcome = counts.getOrDefault(outcome, new int[COLUMNS]);
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < COLUMNS; i++) {
        if (ofOutcome[i] > 0) {
          double height = Math.max(SEEN_MIN, (bottom - top) * 0.94 * ofOutcome[i] / most);
          path.append(column(i, stacked[i], height));
          stacked[i] += height;
        }
      }
      if (!path.isEmpty()) {
        String look = "columns " + outcome.name().toLowerCase(Locale.ROOT);
        markup.empty("path", "class", look, "d", path);
      }
    }
  }

  private Map<Op.Type, int[]> counts(double columnNanos) {
    Map<Op.Type, int[]> counts = new EnumMap<>(Op.Type.class);
    for (Span span : spans) {
      long ended = span.from() + Math.max(0, span.latency());
      int column = (int) ((ended - axis.from()) / columnNanos);
      counts
          .computeIfAbsent(span.outcome(), outcome -> new int[COLUMNS])[
          Math.clamp(column, 0, COLUMNS - 1)]++;
    }
    return counts;
  }

  private String column(int number, double above, double height) {
    double width = (axis.right() - axis.left()) / COLUMNS;
    double x = axis.left() + number * width;
    double y = bottom - above;
    return String.format(
        Locale.ROOT, "M%.1f %.1fv%.1fh%.1fv%.1fz", x, y, -height, width - 0.6, height);
  }

  private void scale(Markup markup, double perSecond) {
    markup.open("g", "class", "axis");
    for (double share : new double[] {0, 0.5, 1}) {
      double y = bottom - share * (bottom - top) * 0.94;
      markup.empty("line", "x1", ChartFrame.LEFT, "x2", ChartFrame.RIGHT, "y1", y, "y2", y);
      String label =
          String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%,.0f/s", share * perSecond);
      markup.leaf("text", label, "x", ChartFrame.LEFT - 6, "y", y + 4, "text-anchor", "end");
    }
    markup.close();
  }
}
