package minos.check;

import java.time.Duration;

/**
 * How much the judging of one history may take.
 *
 * @param time wall time for all of it
 * @param memoryBytes what the search of one object may hold at once
 */
public record Limits(Duration time, long memoryBytes) {
  /** Where nobody says otherwise: enough for all but the hardest. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(60), 256L << 20);
}
