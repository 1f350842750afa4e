package minos.sim;

/**
 * What runs in a simulated process, from its boot to its end. Called by one thread; it must not
 * keep anything in statics, since all that is volatile has to die with it.
 */
public interface SimProgram {
  /**
   * A message arrived. Messages may be late, overtaken and, where the network is set to it, lost or
   * doubled.
   */
  void receive(String from, Object message);

  /**
   * A connection broke: whom this process sent to has died. What was sent may or may not have been
   * received. A node that is paused or cut off says nothing of the kind.
   */
  default void disconnected(String peer) {}

  /** No connection could be made, since the peer is down: what was sent has not been received. */
  default void unreachable(String peer) {}
}
