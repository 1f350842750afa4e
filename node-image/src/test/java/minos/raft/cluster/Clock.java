package minos.raft.cluster;

import java.util.SplittableRandom;
import minos.raft.Rules;

/**
 * How late it is for one server: its monotonic clock began anywhere and runs at a speed of its own,
 * its wall clock is set now and then.
 */
final class Clock {
  private static final long HOUR = 3_600_000_000_000L;

  private final Rules rules;
  private final double speed;
  private final long beginning;
  private long wallAhead;

  /**
   * @param drift by how much the fastest clock runs faster than the slowest; 0 where all run alike
   */
  Clock(Rules rules, double drift, SplittableRandom random) {
    this.rules = rules;
    this.speed = drift == 0 ? 1 : 1 + (random.nextBoolean() ? drift : drift * random.nextDouble());
    this.beginning = random.nextLong(100 * HOUR);
  }

  long monotonic(long now) {
    return beginning + (long) (now * speed);
  }

  /** What the server goes by. */
  long at(long now) {
    long monotonic = monotonic(now);
    return rules.timeNanos(monotonic, monotonic + wallAhead);
  }

  /** When it will be so late for the server, or a little later. */
  long when(long local, long now) {
    if (local == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long ahead = at(now) - monotonic(now);
    double elapsed = local - ahead - beginning;
    return (long) Math.ceil(elapsed / speed) + 1;
  }

  /** Somebody sets the wall clock. */
  void set(long aheadNanos) {
    wallAhead = aheadNanos;
  }
}
