package minos.hunt;

/**
 * Where a probability lies, with 95 % confidence, by k of n trials: the score interval (E. B.
 * Wilson: Probable inference, the law of succession, and statistical inference, 1927). Honest also
 * for 0 of n, and for few trials.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
public record Interval(double low, double high) {
  private static final double Z_95 = 1.959964;

  /** For no trials: anything. */
  public static Interval of(long successes, long trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " of " + trials + " trials");
    }
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double share = (double) successes / trials;
    double z2 = Z_95 * Z_95;
    double centre = share + z2 / (2 * trials);
    double half = Z_95 * Math.sqrt(share * (1 - share) / trials + z2 / (4.0 * trials * trials));
    double scale = 1 + z2 / trials;
    return new Interval(
        successes == 0 ? 0 : (centre - half) / scale,
        successes == trials ? 1 : (centre + half) / scale);
  }
}
