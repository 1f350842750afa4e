package minos.cluster;

/** What a clock shows, beside the right time. */
public sealed interface ClockSetting {
  /** The right time. */
  record Right() implements ClockSetting {}

  /** The wall clock is off by so much, from now on; the monotonic one is right. */
  record Jump(long millis) implements ClockSetting {}

  /** The wall clock is off by so much every other period, and right in between. */
  record Strobe(long millis, long periodMillis) implements ClockSetting {}

  /**
   * Both clocks run so much faster or slower, and all timers with them.
   *
   * @param factor more than 0; 2 is twice as fast
   */
  record Rate(double factor) implements ClockSetting {}
}
