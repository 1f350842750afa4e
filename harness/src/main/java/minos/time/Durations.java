package minos.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
public final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)");
  private static final BigDecimal NANOS_PER_MILLI = BigDecimal.valueOf(1_000_000);

  private Durations() {}

  /**
   * Reads what {@link #label} writes.
   *
   * @throws IllegalArgumentException with one clear line if it is no duration
   */
  public static Duration parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration; write it like 500ms, 30s, 5m or 1h");
    }
    long millisPerUnit =
        switch (matcher.group(2)) {
          case "ms" -> 1;
          case "s" -> 1_000;
          case "m" -> 60_000;
          default -> 3_600_000;
        };
    BigDecimal nanos =
        new BigDecimal(matcher.group(1))
            .multiply(BigDecimal.valueOf(millisPerUnit))
            .multiply(NANOS_PER_MILLI);
    return Duration.ofNanos(nanos.longValue());
  }

  /** The shortest form that {@link #parse} reads back exactly, down to milliseconds. */
  public static String label(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1_000;
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds / 60 + "m";
  }

  /** For reading only, three digits at most: {@code 870 ms}, {@code 1.20 s}, {@code 45.3 µs}. */
  public static String readable(long nanos) {
    if (nanos < 1_000) {
      return nanos + " ns";
    }
    if (nanos < 1_000_000) {
      return threeDigits(nanos, 1_000) + " µs";
    }
    if (nanos < 1_000_000_000) {
      return threeDigits(nanos, 1_000_000) + " ms";
    }
    return threeDigits(nanos, 1_000_000_000) + " s";
  }

  private static String threeDigits(long nanos, long unit) {
    BigDecimal value = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit));
    int decimals = nanos >= 100 * unit ? 0 : nanos >= 10 * unit ? 1 : 2;
    return value.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
