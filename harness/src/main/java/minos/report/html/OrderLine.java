package minos.report.html;

import java.util.List;
import java.util.Locale;

/** The longest legal order: a numbered point on each operation, at a moment within it. */
final class OrderLine {
  private static final double RADIUS = 7;

  private OrderLine() {}

  /**
   * A step of it.
   *
   * @param state of the object after it, in words
   * @param from where on the page the operation may have taken effect, as is {@code to}
   */
  record Step(String state, double from, double to, double y) {}

  static void draw(Markup markup, List<Step> steps) {
    if (steps.isEmpty()) {
      return;
    }
    double[] at = points(steps);
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < at.length; i++) {
      path.append(
          String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", at[i], y(steps, i)));
    }
    markup.open("g", "class", "order").empty("path", "d", path);
    for (int i = 0; i < at.length; i++) {
      markup.open("g").leaf("title", "step " + (i + 1) + ": then " + steps.get(i).state());
      markup.empty("circle", "cx", at[i], "cy", y(steps, i), "r", RADIUS);
      markup.leaf("text", i + 1, "x", at[i], "y", y(steps, i) + 3.5, "text-anchor", "middle");
      markup.close();
    }
    markup.close();
  }

  private static double y(List<Step> steps, int i) {
    return steps.get(i).y();
  }

  /** Each in the middle of its operation, or as near to it as those before and after allow. */
  private static double[] points(List<Step> steps) {
    double[] points = new double[steps.size()];
    double latest = Double.MAX_VALUE;
    for (int i = points.length - 1; i >= 0; i--) {
      latest = Math.min(latest, steps.get(i).to());
      points[i] = latest;
    }
    double earliest = 0;
    for (int i = 0; i < points.length; i++) {
      Step step = steps.get(i);
      earliest = Math.max(earliest, step.from());
      points[i] = Math.max(earliest, Math.min(points[i], (step.from() + step.to()) / 2));
      earliest = points[i];
    }
    return points;
  }
}
