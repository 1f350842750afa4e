package minos.bench;

import java.util.Arrays;

/** Durations in nanoseconds, kept one by one, since a percentile of a few is exact. */
final class Samples {
  private long[] nanos = new long[1 << 16];
  private int size;

  void add(long sample) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = sample;
  }

  int size() {
    return size;
  }

  /** The smallest sample that so many of a hundred do not exceed; 0 where there are none. */
  long percentile(double percent) {
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(size * percent / 100);
    return sorted[Math.max(0, rank - 1)];
  }
}
