package minos.time;

import java.time.Instant;

/** The date and time of day: for names of folders and for people, never for measuring. */
@FunctionalInterface
public interface WallClock {
  Instant now();

  /** The machine's own. */
  static WallClock system() {
    return Instant::now;
  }
}
