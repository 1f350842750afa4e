package minos.report.html;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import minos.history.Op;
import minos.report.Band;
import minos.report.Span;

/** How many operations a second ended, by outcome. */
record RateChart(List<Span> spans, List<Band> bands, TimeAxis axis) {
  private static final double TOP = 16;
  private static final double BOTTOM = 136;
  private static final int BINS = 120;

  void draw(Markup markup) {
    long begin = axis.from();
    double binNanos = Math.max(1, (axis.to() - begin) / (double) BINS);
    double[] ok = rates(Op.Type.OK, begin, binNanos);
    double[] fail = rates(Op.Type.FAIL, begin, binNanos);
    double[] info = rates(Op.Type.INFO, begin, binNanos);
    double max = Math.max(1, Math.max(highest(ok), Math.max(highest(fail), highest(info))));
    markup.open(
        "svg",
        "viewBox",
        "0 0 1120 156",
        "role",
        "img",
        "aria-label",
        "Operations a second over time");
    ChartFrame.bands(markup, axis, bands, TOP - 14, BOTTOM);
    ChartFrame.axis(markup, axis, TOP, BOTTOM);
    markup.open("g", "class", "axis");
    for (double share : new double[] {0, 0.5, 1}) {
      double y = BOTTOM - share * (BOTTOM - TOP);
      markup.empty("line", "x1", ChartFrame.LEFT, "x2", ChartFrame.RIGHT, "y1", y, "y2", y);
      String label = String.format(Locale.ROOT, max < 10 ? "%.1f/s" : "%,.0f/s", share * max);
      markup.leaf("text", label, "x", ChartFrame.LEFT - 6, "y", y + 4, "text-anchor", "end");
    }
    markup.close();
    line(markup, "rate ok", ok, max);
    line(markup, "rate fail", fail, max);
    line(markup, "rate info", info, max);
    markup.close();
  }

  private double[] rates(Op.Type outcome, long begin, double binNanos) {
    double[] rates = new double[BINS];
    for (Span span : spans) {
      if (span.outcome() == outcome && span.latency() >= 0) {
        int bin = (int) ((span.from() + span.latency() - begin) / binNanos);
        rates[Math.clamp(bin, 0, BINS - 1)] += 1e9 / binNanos;
      }
    }
    return rates;
  }

  private static double highest(double[] rates) {
    return Arrays.stream(rates).max().orElse(0);
  }

  private void line(Markup markup, String look, double[] rates, double max) {
    if (highest(rates) == 0) {
      return;
    }
    double width = (axis.right() - axis.left()) / BINS;
    StringBuilder path = new StringBuilder();
    for (int bin = 0; bin < BINS; bin++) {
      double y = BOTTOM - rates[bin] / max * (BOTTOM - TOP);
      double x = axis.left() + bin * width;
      path.append(
          String.format(Locale.ROOT, "%s%.1f %.1fh%.1f", bin == 0 ? "M" : "L", x, y, width));
    }
    markup.empty("path", "class", look, "d", path);
  }
}
