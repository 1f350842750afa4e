package minos.serve;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import minos.report.html.Markup;
import minos.store.runs.RunSummary;

/**
 * One measure over runs, from zero up.
 *
 * @param runs how many there are, also those without a value
 * @param full the value that fills the height, or 0 for the greatest there is
 */
record Chart(List<Point> points, int runs, double full, Function<Double, String> words) {
  private static final double LEFT = 64;
  private static final double RIGHT = 380;
  private static final double TOP = 8;
  private static final double BOTTOM = 88;

  /** A run's. */
  record Point(int number, double value, RunSummary run) {}

  void draw(Markup markup) {
    double most = full > 0 ? full : points.stream().mapToDouble(Point::value).max().orElse(1);
    double top = most > 0 ? most : 1;
    markup.open(
        "svg", "viewBox", "0 0 390 96", "role", "img", "aria-label", "one mark for each run");
    markup.open("g", "class", "axis");
    for (double share : new double[] {0, 1}) {
      double y = BOTTOM - share * (BOTTOM - TOP);
      markup.empty("line", "x1", LEFT, "x2", RIGHT, "y1", y, "y2", y);
      markup.leaf(
          "text", words.apply(share * top), "x", LEFT - 6, "y", y + 4, "text-anchor", "end");
    }
    markup.close();
    StringBuilder line = new StringBuilder();
    for (Point point : points) {
      line.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f", line.isEmpty() ? "M" : "L", x(point), y(point, top)));
    }
    markup.empty("path", "class", "line", "d", line);
    points.forEach(point -> mark(markup, point, top));
    markup.close();
  }

  private void mark(Markup markup, Point point, double top) {
    RunSummary run = point.run();
    markup.open("a", "href", "/files/" + Walls.encoded(run.path()) + "/report.html");
    markup.open(
        "circle",
        "class",
        "mark " + run.verdict(),
        "cx",
        x(point),
        "cy",
        y(point, top),
        "r",
        run.verdict().equals("valid") ? 2 : 3.5);
    markup.leaf(
        "title",
        run.verdict()
            + ", "
            + words.apply(point.value())
            + ", seed "
            + run.seed()
            + ", "
            + run.started());
    markup.close().close();
  }

  private double x(Point point) {
    return LEFT + (RIGHT - LEFT) * (point.number() + 0.5) / Math.max(1, runs);
  }

  private static double y(Point point, double top) {
    return BOTTOM - Math.clamp(point.value() / top, 0, 1) * (BOTTOM - TOP);
  }
}
