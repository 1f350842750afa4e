package minos.raft.cluster;

/**
 * Who meddles with the cluster itself.
 *
 * @param number how many people ask at the same time, each for one thing at a time
 * @param spares servers beside the first members, that may be added; where there is none, the
 *     members stay, and only the leadership is handed over
 * @param pauseNanos of each between two wishes, at most
 * @param wipes whether disks are replaced by empty ones
 */
record Operators(int number, int spares, long pauseNanos, boolean wipes) {
  static final Operators NOBODY = new Operators(0, 0, 1, false);
}
