package minos.raft.cluster;

import minos.invariant.Timing;

/**
 * How time goes by on the servers.
 *
 * @param drift by how much the fastest clock runs faster than the slowest
 * @param leases whether leaders rely on that
 * @param pauses whether servers are stopped for a while now and then, wall clocks set, and sessions
 *     left alone for longer than they live
 */
record Clocks(double drift, boolean leases, boolean pauses) {
  static final Clocks ALIKE = new Clocks(0, false, false);

  /** What the servers may rely on. */
  Timing timing() {
    return new Timing(drift, leases, pauses ? RandomFaults.PAUSE_MAX : 0);
  }
}
