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
}
