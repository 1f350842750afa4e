package minos.node.admin;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, in buckets from 50 microseconds to 10 seconds. */
public final class Histogram {
  /** Upper bounds; above the last there is one more bucket. */
  private static final long[] BOUNDS_MICROS = {
    50,
    100,
    250,
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    10_000_000
  };

  private final LongAdder[] counts = new LongAdder[BOUNDS_MICROS.length + 1];
  private final LongAdder sumNanos = new LongAdder();

  public Histogram() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  public void record(long nanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(nanos + 999);
    int bucket = 0;
    while (bucket < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sumNanos.add(nanos);
  }

  /** Adds itself in seconds; the buckets count what is below their bound, as the format wants. */
  void addTo(Exposition to, String name, String help) {
    to.head(name, "histogram", help);
    long below = 0;
    for (int i = 0; i < BOUNDS_MICROS.length; i++) {
      below += counts[i].sum();
      to.sample(name + "_bucket{le=\"" + BOUNDS_MICROS[i] / 1e6 + "\"}", below);
    }
    below += counts[BOUNDS_MICROS.length].sum();
    to.sample(name + "_bucket{le=\"+Inf\"}", below);
    to.sample(name + "_sum", sumNanos.sum() / 1e9);
    to.sample(name + "_count", below);
  }
}
