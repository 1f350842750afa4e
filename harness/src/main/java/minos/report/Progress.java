package minos.report;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import minos.history.Op;

/** What clients had of the system at any time: made once, asked for each fault. */
public final class Progress {
  private static final long SLICE_NANOS = 250_000_000L;
  private static final long SLICES_MAX = 1_000_000;

  /** Of operations that are ok, in the order in which they began. */
  private final long[] began;

  private final long[] ended;

  /** The earliest end among those from here on. */
  private final long[] earliestEnd;

  private final long slice;
  private final boolean[] busy;
  private final boolean[] served;

  private Progress(List<Span> spans) {
    List<Span> ok = spans.stream().filter(span -> span.outcome() == Op.Type.OK).toList();
    began = ok.stream().mapToLong(Span::from).toArray();
    ended = ok.stream().mapToLong(Span::to).toArray();
    earliestEnd = Arrays.copyOf(ended, ended.length);
    for (int i = earliestEnd.length - 2; i >= 0; i--) {
      earliestEnd[i] = Math.min(earliestEnd[i], earliestEnd[i + 1]);
    }
    long end = spans.stream().mapToLong(Progress::waitedUntil).max().orElse(0);
    slice = Math.max(SLICE_NANOS, end / SLICES_MAX);
    int slices = (int) (end / slice) + 1;
    served = new boolean[slices];
    for (long each : ended) {
      served[(int) (each / slice)] = true;
    }
    busy = busy(spans, slices);
  }

  /**
   * @param spans in the order in which they began
   */
  public static Progress of(List<Span> spans) {
    return new Progress(spans);
  }

  /** How the system took a fault. */
  public Recovery during(Band band) {
    long ok = 0;
    for (int i = firstBegunFrom(band.from()); i < began.length && began[i] <= band.to(); i++) {
      ok += ended[i] <= band.to() ? 1 : 0;
    }
    int after = firstBegunFrom(band.to());
    return new Recovery(
        ok,
        after < began.length
            ? OptionalLong.of(earliestEnd[after] - band.to())
            : OptionalLong.empty(),
        availability(band.from(), band.to()));
  }

  /**
   * Of the quarter seconds in which any operation was under way, the share in which one ended ok.
   *
   * @return empty if none was under way
   */
  public OptionalDouble availability(long from, long to) {
    int tried = 0;
    int good = 0;
    long last = Math.min(to / slice, busy.length - 1L);
    for (int i = (int) Math.max(0, from / slice); i <= last; i++) {
      tried += busy[i] ? 1 : 0;
      good += busy[i] && served[i] ? 1 : 0;
    }
    return tried == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) good / tried);
  }

  private boolean[] busy(List<Span> spans, int slices) {
    int[] change = new int[slices + 1];
    for (Span span : spans) {
      change[(int) (span.from() / slice)]++;
      change[(int) (waitedUntil(span) / slice) + 1]--;
    }
    boolean[] any = new boolean[slices];
    int open = 0;
    for (int i = 0; i < slices; i++) {
      open += change[i];
      any[i] = open > 0;
    }
    return any;
  }

  private static long waitedUntil(Span span) {
    return span.from() + Math.max(0, span.latency());
  }

  private int firstBegunFrom(long nanos) {
    int low = 0;
    int high = began.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (began[middle] < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
