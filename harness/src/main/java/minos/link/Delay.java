package minos.link;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;

/**
 * A random time: even between two bounds, but for a share that is even up to a third one.
 *
 * @param tail share of the slow ones, 0 to 1
 */
public record Delay(long minNanos, long maxNanos, double tail, long tailMaxNanos) {
  public Delay {
    Share.require("tail", tail);
    if (minNanos < 0 || maxNanos < minNanos || tailMaxNanos < maxNanos) {
      throw new IllegalArgumentException(
          "a delay needs 0 <= min <= max <= tailMax, not %d, %d, %d"
              .formatted(minNanos, maxNanos, tailMaxNanos));
    }
  }

  /** For people: {@code 0.2 to 1 ms, 2 % up to 10 ms}. */
  public String inWords() {
    String usual = "%s to %s ms".formatted(millis(minNanos), millis(maxNanos));
    return tail == 0
        ? usual
        : "%s, %s up to %s ms".formatted(usual, Share.percent(tail), millis(tailMaxNanos));
  }

  private static String millis(long nanos) {
    return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString();
  }

  /** Draws one, in nanoseconds. */
  public long draw(RandomGenerator random) {
    boolean slow = random.nextDouble() < tail;
    long from = slow ? maxNanos : minNanos;
    long to = slow ? tailMaxNanos : maxNanos;
    return from + (long) (random.nextDouble() * (to - from + 1));
  }
}
