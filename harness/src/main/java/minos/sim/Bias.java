package minos.sim;

/**
 * Which messages between nodes wait longer than chance would have it: some bugs show only where the
 * same node is late for a while, or one message is passed by many others.
 */
public enum Bias {
  NONE("none waits for another on purpose"),
  /** A message in eight is held back until those sent after it have long arrived. */
  NEWEST_LAST("one in eight is held back until later ones have passed it"),
  /**
   * All that one node sends waits, and every now and then it is another one's turn: priorities with
   * points of change (Burckhardt et al.: A randomized scheduler with probabilistic guarantees of
   * finding bugs, ASPLOS 2010).
   */
  PRIORITIES("those of one node wait for all others', and each second or so of another node");

  private final String summary;

  Bias(String summary) {
    this.summary = summary;
  }

  /** For people who read a run's settings. */
  String summary() {
    return summary;
  }
}
