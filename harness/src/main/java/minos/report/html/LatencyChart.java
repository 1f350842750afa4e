package minos.report.html;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minos.history.Op;
import minos.report.Band;
import minos.report.Span;
import minos.time.Durations;

/** How long each operation took, on a logarithmic scale; dots, or cells where there are many. */
record LatencyChart(List<Span> spans, List<Band> bands, TimeAxis axis) {
  private static final double TOP = 16;
  private static final double BOTTOM = 216;
  private static final int DOTS_MAX = 5_000;
  private static final int COLUMNS = 320;
  private static final int ROWS = 60;

  void draw(Markup markup) {
    markup.open(
        "svg",
        "viewBox",
        "0 0 1120 236",
        "role",
        "img",
        "aria-label",
        "Latency of each operation over time");
    ChartFrame.bands(markup, axis, bands, TOP - 14, BOTTOM);
    ChartFrame.axis(markup, axis, TOP, BOTTOM);
    List<Span> answered = spans.stream().filter(span -> span.latency() >= 0).toList();
    Scale scale = Scale.of(answered);
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
    markup.close();
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

  private Map<Op.Type, StringBuilder> cells(List<Span> answered, Scale scale) {
    Map<Op.Type, boolean[][]> grids = new EnumMap<>(Op.Type.class);
    double width = (axis.right() - axis.left()) / COLUMNS;
    double height = (BOTTOM - TOP) / ROWS;
    for (Span span : answered) {
      int column = (int) ((axis.x(span.from()) - axis.left()) / width);
      int row = (int) ((scale.y(span.latency()) - TOP) / height);
      grids
              .computeIfAbsent(span.outcome(), outcome -> new boolean[COLUMNS][ROWS])[
              Math.clamp(column, 0, COLUMNS - 1)][Math.clamp(row, 0, ROWS - 1)] =
          true;
    }
    Map<Op.Type, StringBuilder> paths = new EnumMap<>(Op.Type.class);
    grids.forEach((outcome, grid) -> paths.put(outcome, cellPath(grid, width, height)));
    return paths;
  }

  private StringBuilder cellPath(boolean[][] grid, double width, double height) {
    StringBuilder path = new StringBuilder();
    for (int column = 0; column < COLUMNS; column++) {
      for (int row = 0; row < ROWS; row++) {
        if (grid[column][row]) {
          double x = axis.left() + column * width;
          double y = TOP + (row + 0.5) * height;
          path.append(String.format(Locale.ROOT, "M%.1f %.1fh%.1f", x, y, width));
        }
      }
    }
    return path;
  }

  /** Whole powers of ten, from the fastest answer to the slowest. */
  private record Scale(int lowest, int highest) {
    static Scale of(List<Span> answered) {
      long min = answered.stream().mapToLong(Span::latency).min().orElse(1_000_000);
      long max = answered.stream().mapToLong(Span::latency).max().orElse(1_000_000);
      int lowest = (int) Math.floor(Math.log10((double) Math.max(1, min)));
      return new Scale(
          lowest, Math.max(lowest + 1, (int) Math.ceil(Math.log10((double) Math.max(1, max)))));
    }

    double y(long latency) {
      double share = (Math.log10((double) Math.max(1, latency)) - lowest) / (highest - lowest);
      return BOTTOM - Math.clamp(share, 0, 1) * (BOTTOM - TOP);
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
