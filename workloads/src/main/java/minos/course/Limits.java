package minos.course;

/**
 * Up to where a measure is in which tier.
 *
 * @param partial more is failed
 */
record Limits(double bonus, double full, double partial) {
  Tier tier(double measured) {
    if (measured <= bonus) {
      return Tier.BONUS;
    }
    if (measured <= full) {
      return Tier.PASSED;
    }
    return measured <= partial ? Tier.NEEDS_IMPROVEMENT : Tier.FAILED;
  }
}
