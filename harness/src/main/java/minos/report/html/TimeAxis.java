package minos.report.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where a moment of a run lies on a chart. Long stretches in which nothing of interest happens can
 * be cut out; each cut has a small fixed width.
 *
 * @param pieces in order of time, without holes
 */
record TimeAxis(List<Piece> pieces) {
  private static final double CUT_WIDTH = 44;

  /** A stretch worth cutting out is at least this part of the whole. */
  private static final double CUT_SHARE_MIN = 0.2;

  /** A stretch of time and where it is drawn. */
  record Piece(long from, long to, double left, double right, boolean cut) {}

  /** From a moment to a moment, in nanoseconds. */
  record Interval(long from, long to) {}

  static TimeAxis whole(long from, long to, double left, double right) {
    return new TimeAxis(List.of(new Piece(from, Math.max(to, from + 1), left, right, false)));
  }

  /** Shows the intervals and what lies near them, and cuts out the long stretches between them. */
  static TimeAxis around(List<Interval> intervals, double left, double right) {
    long begin = intervals.stream().mapToLong(Interval::from).min().orElse(0);
    long end = Math.max(begin + 1, intervals.stream().mapToLong(Interval::to).max().orElse(1));
    long gapMin = (long) ((end - begin) * CUT_SHARE_MIN);
    List<Interval> shown = merged(intervals, gapMin);
    long drawn = shown.stream().mapToLong(each -> each.to() - each.from()).sum();
    long margin =
        Math.max(drawn / (6L * shown.size()), Math.max(1, Math.min(gapMin / 4, 5_000_000)));
    List<Interval> padded =
        shown.stream()
            .map(each -> new Interval(Math.max(0, each.from() - margin), each.to() + margin))
            .toList();
    return laidOut(padded, left, right);
  }

  private static List<Interval> merged(List<Interval> intervals, long gapMin) {
    List<Interval> sorted =
        intervals.stream().sorted(Comparator.comparingLong(Interval::from)).toList();
    List<Interval> merged = new ArrayList<>();
    for (Interval next : sorted) {
      Interval last = merged.isEmpty() ? null : merged.getLast();
      if (last == null || next.from() - last.to() > gapMin) {
        merged.add(next);
      } else {
        merged.set(merged.size() - 1, new Interval(last.from(), Math.max(last.to(), next.to())));
      }
    }
    return merged;
  }

  private static TimeAxis laidOut(List<Interval> shown, double left, double right) {
    double drawn = Math.max(1, shown.stream().mapToLong(each -> each.to() - each.from()).sum());
    double perNano = (right - left - CUT_WIDTH * (shown.size() - 1)) / drawn;
    List<Piece> pieces = new ArrayList<>();
    double x = left;
    for (Interval each : shown) {
      if (!pieces.isEmpty()) {
        pieces.add(new Piece(pieces.getLast().to(), each.from(), x, x + CUT_WIDTH, true));
        x += CUT_WIDTH;
      }
      double width = (each.to() - each.from()) * perNano;
      pieces.add(new Piece(each.from(), each.to(), x, x + width, false));
      x += width;
    }
    return new TimeAxis(pieces);
  }

  long from() {
    return pieces.getFirst().from();
  }

  long to() {
    return pieces.getLast().to();
  }

  double left() {
    return pieces.getFirst().left();
  }

  double right() {
    return pieces.getLast().right();
  }

  /** Whether any of this stretch of time is drawn and not cut out. */
  boolean shows(long begin, long end) {
    return pieces.stream()
        .anyMatch(piece -> !piece.cut() && begin <= piece.to() && end >= piece.from());
  }

  /** Moments outside are drawn at the edge. */
  double x(long time) {
    for (Piece piece : pieces) {
      if (time <= piece.to()) {
        double share = (double) (time - piece.from()) / Math.max(1, piece.to() - piece.from());
        return piece.left() + Math.clamp(share, 0, 1) * (piece.right() - piece.left());
      }
    }
    return right();
  }

  /** Round moments for labels, about one per 110 pixels. */
  List<Long> ticks() {
    List<Long> ticks = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!piece.cut()) {
        long step = step(piece.to() - piece.from(), (piece.right() - piece.left()) / 110);
        for (long at = (piece.from() + step - 1) / step * step; at <= piece.to(); at += step) {
          ticks.add(at);
        }
      }
    }
    return ticks;
  }

  /** In seconds, with as many decimals as the ticks of this axis need. */
  String label(long time) {
    List<Long> ticks = ticks();
    long step = 1_000_000_000;
    for (int i = 1; i < ticks.size(); i++) {
      step = Math.min(step, ticks.get(i) - ticks.get(i - 1));
    }
    int decimals = step >= 1_000_000_000 ? 0 : step >= 100_000_000 ? 1 : step >= 1_000_000 ? 3 : 6;
    return String.format(Locale.ROOT, "%." + decimals + "f s", time / 1e9);
  }

  private static long step(long span, double wanted) {
    double rough = Math.max(1, span / Math.max(1, wanted));
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= rough) {
        return Math.max(1, (long) (factor * power));
      }
    }
    return Math.max(1, (long) (10 * power));
  }
}
