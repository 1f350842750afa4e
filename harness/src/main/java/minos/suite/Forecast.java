package minos.suite;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import minos.time.Durations;

/**
 * How long a case will take in real time, judging included, learned from those that ended. Says
 * rather too much: what is begun must be judged before time is up. Not for several threads.
 */
public final class Forecast {
  private static final int REMEMBERED = 12;

  /** Before anything is known: to start and to remove containers, and to judge. */
  private static final double REAL_OVERHEAD_SECONDS = 45;

  /** Before anything is known: real seconds for a virtual one. */
  private static final double SIMULATED_FACTOR = 0.2;

  private static final double SIMULATED_LEAST_SECONDS = 1;

  /** By world: what the last ones took beyond their time; in the simulation, as a share of it. */
  private final Map<String, Deque<Double>> seen = new HashMap<>();

  /** The longest to be expected. */
  public Duration of(Case one) {
    double time = seconds(one);
    double seconds =
        one.isSimulated()
            ? Math.max(SIMULATED_LEAST_SECONDS, time * worst(one, SIMULATED_FACTOR))
            : time + worst(one, REAL_OVERHEAD_SECONDS);
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** Learns from one that came to its end by itself. */
  public void took(Case one, Duration wall) {
    double seconds = wall.toNanos() / 1e9;
    double excess =
        one.isSimulated() ? seconds / seconds(one) : Math.max(0, seconds - seconds(one));
    Deque<Double> last = seen.computeIfAbsent(one.option(Case.WORLD), world -> new ArrayDeque<>());
    last.addLast(excess);
    if (last.size() > REMEMBERED) {
      last.removeFirst();
    }
  }

  private double worst(Case one, double otherwise) {
    Deque<Double> last = seen.getOrDefault(one.option(Case.WORLD), new ArrayDeque<>());
    return last.stream().mapToDouble(Double::doubleValue).max().orElse(otherwise);
  }

  private static double seconds(Case one) {
    return Durations.parse(one.option(Case.TIME)).toNanos() / 1e9;
  }
}
