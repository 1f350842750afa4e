package minos.sim;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import minos.link.Delay;

/** Draws what a simulated world is like, each property by itself, most of them harmless mostly. */
public final class Worlds {
  private static final long MILLISECOND = 1_000_000;

  /** From here on an election may take longer than servers wait for one. */
  private static final long SLOW = 60 * MILLISECOND;

  private Worlds() {}

  /** Always the same from the same seed. */
  public static SimSettings drawn(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Delay network = network(random);
    return SimSettings.CALM
        .withNetwork(network)
        .withResent(one(random, List.of(0.0, 0.001, 0.01, 0.05)))
        .withLoss(one(random, List.of(0.0, 0.002, 0.02, 0.1)))
        .withResets(one(random, List.of(0.0, 0.002, 0.02)))
        .withDuplication(one(random, List.of(0.0, 0.0, 0.05, 0.3)))
        .withForce(force(random, network.maxNanos() < SLOW))
        .withPowerLoss(one(random, List.of(0.0, 0.5, 1.0)))
        .withBias(one(random, List.of(Bias.NONE, Bias.NONE, Bias.NEWEST_LAST, Bias.PRIORITIES)));
  }

  /** How long messages travel at most; any two may overtake one another. */
  private static Delay network(RandomGenerator random) {
    long max = one(random, List.of(1L, 1L, 4L, 16L, 60L, 100L)) * MILLISECOND;
    double tail = one(random, List.of(0.0, 0.02, 0.1));
    return new Delay(200_000, max, tail, Math.max(max, 10 * MILLISECOND));
  }

  /**
   * @param maySlow not where the network is slow: with both no leader would be elected in time, and
   *     a run without one shows nothing
   */
  private static Delay force(RandomGenerator random, boolean maySlow) {
    long max = one(random, List.of(1L, 5L, 5L, 30L, maySlow ? 200L : 30L)) * MILLISECOND;
    double tail = one(random, List.of(0.0, 0.02, 0.1));
    return new Delay(MILLISECOND, max, tail, Math.max(max, 50 * MILLISECOND));
  }

  private static <T> T one(RandomGenerator random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
