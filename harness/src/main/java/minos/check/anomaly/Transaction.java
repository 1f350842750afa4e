package minos.check.anomaly;

import java.util.List;

/**
 * A transaction as its client saw it.
 *
 * @param number from 0, in order of invocation
 * @param operation its number in the columns
 * @param invoked its place among all events
 * @param completed likewise; {@link #NEVER} unless it committed
 * @param steps as completed if it committed; else as invoked
 */
record Transaction(
    int number,
    int operation,
    Fate fate,
    int process,
    int invoked,
    int completed,
    List<Step> steps) {

  static final int NEVER = Integer.MAX_VALUE;

  enum Fate {
    COMMITTED,
    ABORTED,
    UNKNOWN
  }

  boolean isCommitted() {
    return fate == Fate.COMMITTED;
  }

  boolean isAborted() {
    return fate == Fate.ABORTED;
  }
}
