package minos.report.html;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minos.history.Op;
import minos.report.Span;
import minos.time.Durations;

/** How long each operation took, on a logarithmic scale; dots, or cells where there are many. */
record LatencyChart(List<Span> spans, TimeAxis axis, double top, double bottom) {
  private static final int DOTS_MAX = 5_000;
  private static final int COLUMNS = 320;
  private static final int ROWS = 60;
  private static final int RARE_MAX = 1_000;

  /** Of so many that ended at the same place, one counts as much. */
  private static final int MUCH_SHARES = 4;

  void draw(Markup markup) {
    List<Span> answered = spans.stream().filter(span -> span.latency() >= 0).toList();
    Scale scale = Scale.of(answered, top, bottom);
    scale.draw(markup);
    boolean binned = answered.size() > DOTS_MAX;
    Map<Op.Type, StringBuilder> paths = binned ? cells(answered, scale) : dots(answered, scale);
    paths.forEach((outcome, path) ->
        markup.empty(
            "path",
            "class",
            (binned ? "cells " : "dots ") + outcome.name().toLowerCase(Locale.ROOT),
            "d",
            path));
  }

  /** Circles for ok, diagonal strokes for fail, crosses for info: shape as well as colour. */
  private Map<Op.Type, StringBuilder> dots(List<Span> answered, Scale scale) {
    Map<Op.Type, StringBuilder> paths = new EnumMap<>(Op.Type.class);
    for (Span span : answered) {
      paths
          .computeIfAbsent(span.outcome(), outcome -> new StringBuilder())
          .append(mark(span.outcome(), axis.x(span.from()), scale.y(span.latency())));
    }
    return paths;
  }

  private static String mark(Op.Type outcome, double x, double y) {
    String at = String.format(Locale.ROOT, "M%.1f %.1f", x, y);
    return switch (outcome) {
      case OK, INVOKE -> at + "h0";
      case FAIL -> at + "m-2 2l4-4";
      case INFO -> at + "m-3-3l6 6m0-6l-6 6";
    };
  }

  /** Where many lie upon one another, what is rare is on top; what is common, where it is much. */
  private Map<Op.Type, StringBuilder> cells(List<Span> answered, Scale scale) {
    Map<Op.Type, int[][]> grids = new EnumMap<>(Op.Type.class);
    double width = (axis.right() - axis.left()) / COLUMNS;
    double height = (bottom - top) / ROWS;
    int[][] all = new int[COLUMNS][ROWS];
    for (Span span : answered) {
      int column = (int) ((axis.x(span.from()) - axis.left()) / width);
      int row = (int) ((scale.y(span.latency()) - top) / height);
      int[][] grid = grids.computeIfAbsent(span.outcome(), outcome -> new int[COLUMNS][ROWS]);
      grid[Math.clamp(column, 0, COLUMNS - 1)][Math.clamp(row, 0, ROWS - 1)]++;
      all[Math.clamp(column, 0, COLUMNS - 1)][Math.clamp(row, 0, ROWS - 1)]++;
    }
    Map<Op.Type, StringBuilder> paths = new EnumMap<>(Op.Type.class);
    grids.forEach((outcome, grid) -> {
      long count = answered.stream().filter(span -> span.outcome() == outcome).count();
      int sharesMax = outcome == Op.Type.OK || count <= RARE_MAX ? Integer.MAX_VALUE : MUCH_SHARES;
      paths.put(outcome, cellPath(grid, all, sharesMax, width, height));
    });
    return paths;
  }

  private StringBuilder cellPath(
      int[][] grid, int[][] all, int sharesMax, double width, double height) {
    StringBuilder path = new StringBuilder();
    for (int column = 0; column < COLUMNS; column++) {
      for (int row = 0; row < ROWS; row++) {
        int count = grid[column][row];
        if (count > 0 && all[column][row] / count < sharesMax) {
          double x = axis.left() + column * width;
          double y = top + (row + 0.5) * height;
          path.append(String.format(Locale.ROOT, "M%.1f %.1fh%.1f", x, y, width));
        }
      }
    }
    return path;
  }

  /** Whole powers of ten, from the fastest answer to the slowest. */
  private record Scale(int lowest, int highest, double top, double bottom) {
    static Scale of(List<Span> answered, double top, double bottom) {
      long min = answered.stream().mapToLong(Span::latency).min().orElse(1_000_000);
      long max = answered.stream().mapToLong(Span::latency).max().orElse(1_000_000);
      int lowest = (int) Math.floor(Math.log10((double) Math.max(1, min)));
      return new Scale(
          lowest,
          Math.max(lowest + 1, (int) Math.ceil(Math.log10((double) Math.max(1, max)))),
          top,
          bottom);
    }

    double y(long latency) {
      double share = (Math.log10((double) Math.max(1, latency)) - lowest) / (highest - lowest);
      return bottom - Math.clamp(share, 0, 1) * (bottom - top);
    }

    void draw(Markup markup) {
      markup.open("g", "class", "axis");
      for (int power = lowest; power <= highest; power++) {
        long latency = (long) Math.pow(10, power);
        double y = y(latency);
        markup.empty("line", "x1", ChartFrame.LEFT, "x2", ChartFrame.RIGHT, "y1", y, "y2", y);
        markup.leaf(
            "text",
            Durations.readable(latency).replaceAll("\\.0+ ", " "),
            "x",
            ChartFrame.LEFT - 6,
            "y",
            y + 4,
            "text-anchor",
            "end");
      }
      markup.close();
    }
  }
}
