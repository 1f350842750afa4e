package minos.client;

import java.time.Duration;
import java.util.SplittableRandom;

/** How long to wait before asking again where nobody leads: longer each time, never in step. */
final class Backoff {
  private static final long FIRST_NANOS = Duration.ofMillis(10).toNanos();
  private static final long LONGEST_NANOS = Duration.ofMillis(320).toNanos();

  private final SplittableRandom random;
  private long ceiling = FIRST_NANOS;

  Backoff(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Between half the current ceiling and the whole; then the ceiling doubles. */
  long nextNanos() {
    long wait = ceiling / 2 + random.nextLong(ceiling / 2);
    ceiling = Math.min(2 * ceiling, LONGEST_NANOS);
    return wait;
  }

  void reset() {
    ceiling = FIRST_NANOS;
  }
}
