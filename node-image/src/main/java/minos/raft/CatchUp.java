package minos.raft;

/**
 * How a new server catches up, in rounds: each is over when the server has all that the leader's
 * log held at the beginning of the round (dissertation §4.2.1).
 */
final class CatchUp {
  /** So many, and it may never get there. */
  static final int ROUNDS_MAX = 10;

  private long target;
  private long since;
  private int rounds;
  private long lastRoundNanos;

  CatchUp(long lastIndex, long nowNanos) {
    this.target = lastIndex;
    this.since = nowNanos;
  }

  /**
   * @param match what the server holds
   * @param lastIndex what the next round goes for
   */
  void observe(long match, long lastIndex, long nowNanos) {
    if (match >= target) {
      rounds++;
      lastRoundNanos = nowNanos - since;
      target = lastIndex;
      since = nowNanos;
    }
  }

  /** How many rounds are over. */
  int rounds() {
    return rounds;
  }

  long lastRoundNanos() {
    return lastRoundNanos;
  }
}
