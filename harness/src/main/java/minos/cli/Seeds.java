package minos.cli;

import minos.time.WallClock;

/** Seeds for those who do not bring their own: short enough to be typed. */
final class Seeds {
  private static final long SEEDS = 1_000_000;

  private Seeds() {}

  static long fresh(WallClock clock) {
    long nanos = clock.now().getEpochSecond() * 1_000_000_000 + clock.now().getNano();
    return Math.floorMod(nanos / 1_000 * 0x9E3779B97F4A7C15L >>> 20, SEEDS);
  }
}
