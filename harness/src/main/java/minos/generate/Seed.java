package minos.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Chance as a value: the same seed always draws the same, and {@link #next()} draws afresh. The
 * generator is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
 * 2014).
 *
 * @param state any number; neighbours draw as differently as any others
 */
public record Seed(long state) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** The seed of the next draw. */
  public Seed next() {
    return new Seed(state + GOLDEN_GAMMA);
  }

  /** A seed for a part of the whole: parts by different names draw independently. */
  public Seed child(String name) {
    return new Seed(mix(mix(state) + name.hashCode() * GOLDEN_GAMMA));
  }

  /** From 0 to below 1. */
  public double uniform() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** From 0 to below the bound, which is at least 1. */
  public int below(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("nothing is from 0 to below " + bound);
    }
    return (int) Math.multiplyHigh(bits() >>> 1, (long) bound << 1);
  }

  /** From {@code low} to at most {@code high}. */
  public long between(long low, long high) {
    return low + (long) (uniform() * (high - low));
  }

  public boolean flip() {
    return bits() < 0;
  }

  /** One of them. */
  public <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** The same things in another order. */
  public <T> List<T> shuffle(List<T> things) {
    List<T> shuffled = new ArrayList<>(things);
    Seed seed = this;
    for (int last = shuffled.size() - 1; last > 0; last--) {
      Collections.swap(shuffled, last, seed.below(last + 1));
      seed = seed.next();
    }
    return List.copyOf(shuffled);
  }

  private long bits() {
    return mix(state + GOLDEN_GAMMA);
  }

  private static long mix(long state) {
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
