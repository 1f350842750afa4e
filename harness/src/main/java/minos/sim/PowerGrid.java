package minos.sim;

import java.util.random.RandomGenerator;
import minos.time.Time;

/**
 * Whether a kill takes the power with the process. Drawn once for all machines that are killed at
 * one instant: what ends them together is one event, and mostly the power that they share.
 */
final class PowerGrid {
  private final Time time;
  private final double share;
  private final RandomGenerator random;
  private long drawnAt = -1;
  private boolean fails;

  /**
   * @param share of the instants with kills at which the power fails, 0 to 1
   */
  PowerGrid(Time time, double share, RandomGenerator random) {
    this.time = time;
    this.share = share;
    this.random = random;
  }

  boolean failsNow() {
    if (drawnAt != time.nanos()) {
      drawnAt = time.nanos();
      fails = random.nextDouble() < share;
    }
    return fails;
  }
}
