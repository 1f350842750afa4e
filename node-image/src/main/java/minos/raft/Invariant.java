package minos.raft;

/** Assertions that are always on, in tests and in the running server alike. */
public final class Invariant {
  private Invariant() {}

  /**
   * @throws InvariantViolated with this message, if the condition does not hold
   */
  public static void that(boolean condition, String message) {
    if (!condition) {
      throw new InvariantViolated(message);
    }
  }

  /**
   * @param actual and {@code bound}: the two values that the condition compares
   * @throws InvariantViolated with message and values, if the condition does not hold
   */
  public static void that(boolean condition, String message, long actual, long bound) {
    if (!condition) {
      throw new InvariantViolated(message + ": " + actual + " against " + bound);
    }
  }
}
