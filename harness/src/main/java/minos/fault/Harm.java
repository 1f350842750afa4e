package minos.fault;

import java.util.List;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.generate.Seed;

/** One way to hurt a node, and to make it whole again. */
interface Harm {
  /**
   * What chance makes of it, in words that say it all: {@code +8192 ms}.
   *
   * @param group one of its family
   */
  String draw(Group group, Seed seed);

  /**
   * Hurts a node.
   *
   * @param how as drawn, or as it came to be another time
   * @throws FaultNotInjected if that is not seen to hold
   */
  Done inflict(Node node, String how) throws FaultNotInjected;

  /**
   * Makes a node whole that was hurt. Idempotent.
   *
   * @return what was seen then
   */
  List<String> undo(Node node) throws FaultNotInjected;

  /**
   * What was done to a node.
   *
   * @param how in words that say it all, enough to do the same again
   * @param evidence what was seen
   */
  record Done(String how, List<String> evidence) {}
}
