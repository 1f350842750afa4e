package minos.sim;

import minos.cluster.ClockSetting;
import minos.cluster.Evidence;
import minos.cluster.NodeClock;
import minos.time.Time;

/**
 * The clocks of one simulated machine, which outlive its processes: a monotonic one that may run
 * too fast or too slow, and one on the wall that goes along with it, and can be set.
 */
final class SimClock implements NodeClock {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Time time;
  private double rate = 1;
  private long settings;

  /** What the monotonic clock showed when its rate was last changed, and when that was. */
  private long shown;

  private long changedAt;

  /** How far the wall clock is ahead of the monotonic one. */
  private long wallAhead;

  SimClock(Time time) {
    this.time = time;
  }

  /** Never goes back. */
  long monotonicNanos() {
    long since = time.nanos() - changedAt;
    return shown + (rate == 1 ? since : (long) (since * rate));
  }

  long wallNanos() {
    return monotonicNanos() + wallAhead;
  }

  /** How long it really takes until so much has passed on this clock. */
  long really(long nanos) {
    return rate == 1 ? nanos : (long) Math.ceil(nanos / rate);
  }

  @Override
  public Evidence set(ClockSetting wanted) {
    settings++;
    switch (wanted) {
      case ClockSetting.Right() -> {
        runAt(1);
        beAhead(0);
      }
      case ClockSetting.Jump(long millis) -> {
        runAt(1);
        beAhead(millis);
      }
      case ClockSetting.Strobe strobe -> {
        runAt(1);
        flip(strobe, true, settings);
      }
      case ClockSetting.Rate(double factor) -> runAt(factor);
    }
    return Evidence.of(
        "wall clock %+d ms, clocks run %s times as fast as they should"
            .formatted(offsetMillis(), rate));
  }

  private void runAt(double factor) {
    if (!(factor > 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException("a clock runs at a rate above 0, not " + factor);
    }
    shown = monotonicNanos();
    changedAt = time.nanos();
    rate = factor;
  }

  private void beAhead(long millis) {
    wallAhead = time.nanos() + millis * NANOS_PER_MILLI - monotonicNanos();
  }

  /** Goes on until the clock is set otherwise. */
  private void flip(ClockSetting.Strobe strobe, boolean off, long setting) {
    if (settings == setting) {
      beAhead(off ? strobe.millis() : 0);
      time.after(strobe.periodMillis() * NANOS_PER_MILLI, () -> flip(strobe, !off, setting));
    }
  }

  @Override
  public long offsetMillis() {
    return Math.floorDiv(wallNanos() - time.nanos(), NANOS_PER_MILLI);
  }
}
