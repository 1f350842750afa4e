package minos.check.hard;

/**
 * An object on which each operation takes effect at one moment; so whatever is recorded of it is
 * linearizable, until it lies.
 */
sealed interface AtomicObject permits AtomicRegister, AtomicQueue, AtomicSet, AtomicGrowingSet {

  /** Chooses what the attempt does. */
  void begin(Attempt attempt);

  /** It takes effect now; sets its result. */
  void apply(Attempt attempt);

  /**
   * It returns, and its client learns of the result.
   *
   * @param event at which it does
   */
  void end(Attempt attempt, long event);

  /**
   * Changes the result of an attempt about to return so that no order whatsoever explains the
   * history; false if it cannot be sure of that.
   */
  boolean lie(Attempt attempt);
}
