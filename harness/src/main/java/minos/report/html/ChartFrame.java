package minos.report.html;

import java.util.List;
import minos.report.Band;

/** What all charts over time share: fault bands behind, and the axis below. */
final class ChartFrame {
  static final double WIDTH = 1120;
  static final double LEFT = 84;
  static final double RIGHT = 1110;

  private ChartFrame() {}

  /** Fault bands, their names at the top edge, as many as fit beside each other. */
  static void bands(Markup markup, TimeAxis axis, List<Band> bands, double top, double bottom) {
    double labelled = axis.left();
    for (Band band : bands) {
      if (!axis.shows(band.from(), band.to())) {
        continue;
      }
      double left = axis.x(band.from());
      double width = Math.max(1, axis.x(band.to()) - left);
      markup.open("g", "class", band.proven() ? "band" : "band unproven");
      markup.leaf("title", band.label());
      markup.empty("rect", "x", left, "y", top, "width", width, "height", bottom - top);
      double textLeft = Math.max(left + 3, labelled);
      int fits = (int) ((axis.right() - textLeft) / 5.6);
      if (textLeft < left + Math.max(width, 60) && fits > 4) {
        String label = shortened(band.label(), Math.min(fits, Math.max(8, (int) (width / 5.6))));
        markup.leaf("text", label, "x", textLeft, "y", top + 10);
        labelled = textLeft + label.length() * 5.6 + 6;
      }
      markup.close();
    }
  }

  /** Ticks with seconds, and a jagged mark where time was cut out. */
  static void axis(Markup markup, TimeAxis axis, double top, double bottom) {
    markup.open("g", "class", "axis");
    for (long tick : axis.ticks()) {
      double x = axis.x(tick);
      markup.empty("line", "x1", x, "x2", x, "y1", top, "y2", bottom);
      markup.leaf("text", axis.label(tick), "x", x, "y", bottom + 14, "text-anchor", "middle");
    }
    for (TimeAxis.Piece piece : axis.pieces()) {
      if (piece.cut()) {
        String gap = axis.label(piece.to() - piece.from());
        double middle = (piece.left() + piece.right()) / 2;
        markup.empty(
            "rect",
            "class",
            "cut",
            "x",
            piece.left(),
            "y",
            top,
            "width",
            piece.right() - piece.left(),
            "height",
            bottom - top);
        markup.leaf("text", "… " + gap, "x", middle, "y", top + 10, "text-anchor", "middle");
      }
    }
    markup.close();
  }

  static String shortened(String text, int length) {
    return text.length() <= length ? text : text.substring(0, Math.max(1, length - 1)) + "…";
  }
}
