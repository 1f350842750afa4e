package minos.docker;

import minos.cluster.FaultNotInjected;
import minos.cluster.Saboteur;

/** What a node that was built for tests says and does from inside its process. */
public interface NodeControl extends Saboteur {
  /** What its clocks show. */
  Clocks clocks() throws FaultNotInjected;

  /** The same, said only after a wait of the process of so long by its own clock. */
  Clocks clocksAfter(long millis) throws FaultNotInjected;

  /**
   * What the clocks of a process show.
   *
   * @param wallMillis since 1970
   * @param monotonicNanos since any moment
   */
  record Clocks(long wallMillis, long monotonicNanos) {}
}
