package minos.check;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much a checker may spend; what does not fit is unknown.
 *
 * @param nanoClock a monotonic clock, so that the checker itself reads none
 */
public record Budget(Limits limits, LongSupplier nanoClock) {

  /** With as much memory as there is by default. */
  public Budget(Duration time, LongSupplier nanoClock) {
    this(new Limits(time, Limits.DEFAULT.memoryBytes()), nanoClock);
  }

  /** Wall time for the whole check. */
  public Duration time() {
    return limits.time();
  }
}
