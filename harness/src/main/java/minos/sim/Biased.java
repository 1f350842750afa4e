package minos.sim;

import java.util.random.RandomGenerator;

/** A bias at work: how much longer each message waits. */
final class Biased {
  private static final double HELD_SHARE = 1.0 / 8;
  private static final long MILLISECOND = 1_000_000;

  private final Bias bias;
  private final int nodes;
  private final RandomGenerator random;
  private int last;
  private long changesAt;

  Biased(Bias bias, int nodes, RandomGenerator random) {
    this.bias = bias;
    this.nodes = nodes;
    this.random = random;
  }

  /**
   * @param from place of the node that sends
   * @param now never earlier than the last time
   */
  long waitNanos(int from, long now) {
    return switch (bias) {
      case NONE -> 0;
      case NEWEST_LAST -> random.nextDouble() < HELD_SHARE ? millis(50, 300) : 0;
      case PRIORITIES -> {
        if (now >= changesAt) {
          last = random.nextInt(nodes);
          changesAt = now + millis(200, 2_000);
        }
        yield from == last ? millis(20, 150) : 0;
      }
    };
  }

  private long millis(long least, long most) {
    return random.nextLong(least * MILLISECOND, most * MILLISECOND);
  }
}
