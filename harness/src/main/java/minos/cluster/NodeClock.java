package minos.cluster;

/** The clocks of one node, as its own process sees them; those of its machine are never touched. */
public interface NodeClock {
  /**
   * Sets them, in place of what was set before.
   *
   * @return what was done and what was read back from inside the node
   * @throws FaultNotInjected if the node does not show what it should
   */
  Evidence set(ClockSetting setting) throws FaultNotInjected;

  /** How far the node's wall clock is ahead of the right time. */
  long offsetMillis() throws FaultNotInjected;
}
