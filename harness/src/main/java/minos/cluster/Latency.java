package minos.cluster;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import minos.time.Durations;

/**
 * How long messages between nodes are on their way where Minos plays the network and nothing
 * disturbs it.
 */
public record Latency(Duration mean, Spread spread) {
  /** How the time of a message is drawn. */
  public enum Spread {
    /** Always the mean. */
    CONSTANT,
    /** Evenly between nothing and twice the mean. */
    UNIFORM,
    /** Mostly less than the mean, and at times many times as long. */
    EXPONENTIAL;

    private String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads what {@link #label} writes: {@code 100ms}, {@code uniform:100ms}, {@code
   * exponential:100ms}.
   *
   * @throws IllegalArgumentException with one clear line if it is none
   */
  public static Latency parse(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? Spread.CONSTANT.label() : text.substring(0, colon);
    Optional<Spread> spread =
        Arrays.stream(Spread.values()).filter(each -> each.label().equals(name)).findFirst();
    if (spread.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no latency; write it like 100ms, uniform:100ms or exponential:100ms");
    }
    return new Latency(Durations.parse(text.substring(colon + 1)), spread.get());
  }

  public String label() {
    String time = Durations.label(mean);
    return spread == Spread.CONSTANT ? time : spread.label() + ":" + time;
  }

  /** Draws one, in nanoseconds. */
  public long draw(RandomGenerator random) {
    return switch (spread) {
      case CONSTANT -> mean.toNanos();
      case UNIFORM -> (long) (2 * random.nextDouble() * mean.toNanos());
      case EXPONENTIAL -> (long) (random.nextExponential() * mean.toNanos());
    };
  }
}
