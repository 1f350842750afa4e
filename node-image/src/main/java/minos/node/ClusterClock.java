package minos.node;

/**
 * The cluster's time, as far as this server knows: the latest that the log has brought, and what
 * has passed since on its own monotonic clock. It begins at 0 with the log, and stands still only
 * while nobody leads; where two servers know different times, the later one counts.
 */
final class ClusterClock {
  private long aheadNanos;

  ClusterClock(long nowNanos) {
    aheadNanos = -nowNanos;
  }

  /** The cluster's time when this server's clock says {@code nowNanos}. */
  long at(long nowNanos) {
    return nowNanos + aheadNanos;
  }

  /** The log has brought a command that was taken up at this time. */
  void learn(long timeNanos, long nowNanos) {
    aheadNanos = Math.max(aheadNanos, timeNanos - nowNanos);
  }
}
