package minos.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A time axis on which each moment stands apart from the next, and no wait is long. */
final class Stretched {
  private static final double PER_MILLI = 8;
  private static final double LEAST = 4;
  private static final double MOST = 44;
  private static final double TICK = 70;

  private final NavigableMap<Long, Double> ys;

  private Stretched(NavigableMap<Long, Double> ys) {
    this.ys = ys;
  }

  /**
   * @param moments nanoseconds, at least one, in any order
   * @param top where the first stands
   */
  static Stretched over(List<Long> moments, double top) {
    NavigableMap<Long, Double> ys = new TreeMap<>();
    for (long moment : new TreeSet<>(moments)) {
      ys.put(
          moment,
          ys.isEmpty()
              ? top
              : ys.lastEntry().getValue()
                  + Math.clamp((moment - ys.lastKey()) / 1e6 * PER_MILLI, LEAST, MOST));
    }
    return new Stretched(ys);
  }

  double end() {
    return ys.lastEntry().getValue();
  }

  /** Between two moments evenly; before the first and after the last as those. */
  double y(long nanos) {
    Map.Entry<Long, Double> before = ys.floorEntry(nanos);
    Map.Entry<Long, Double> after = ys.ceilingEntry(nanos);
    if (before == null || after == null) {
      return before == null ? ys.firstEntry().getValue() : end();
    }
    long gap = after.getKey() - before.getKey();
    double share = gap == 0 ? 0 : (double) (nanos - before.getKey()) / gap;
    return before.getValue() + share * (after.getValue() - before.getValue());
  }

  /** Moments whose times are written, far enough from one another. */
  List<Long> ticks() {
    List<Long> ticks = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (Map.Entry<Long, Double> each : ys.entrySet()) {
      if (each.getValue() - last >= TICK) {
        ticks.add(each.getKey());
        last = each.getValue();
      }
    }
    return ticks;
  }
}
