package minos.cluster;

/** The network between the nodes of a cluster. */
public interface Network {
  /**
   * Drops packets as the grudge says, in addition to nothing else: an earlier grudge is replaced.
   *
   * @return proof, taken from inside the nodes, that the cut holds and that it cuts nothing else
   * @throws FaultNotInjected if it does not
   */
  Evidence drop(Grudge grudge) throws FaultNotInjected;

  /**
   * Drops nothing any more. Touches only rules of our own.
   *
   * @return how many packets the rules dropped, and proof that all nodes reach one another
   */
  Evidence heal() throws FaultNotInjected;

  /**
   * Disturbs packets, beside any grudge; an earlier disturbance is replaced.
   *
   * @return what was measured of it, and by what means it was made
   * @throws FaultNotInjected if it cannot be had here, or was not seen
   */
  default Evidence disturb(Disturbance disturbance) throws FaultNotInjected {
    throw new FaultNotInjected("this network cannot be disturbed: " + disturbance);
  }

  /**
   * Disturbs nothing any more. Touches only rules of our own.
   *
   * @return what the disturbance did, and proof that it is gone
   */
  default Evidence calm() throws FaultNotInjected {
    return Evidence.of("this network is never disturbed");
  }
}
