package minos.check.search;

import java.util.BitSet;

/**
 * Where a search may stand between two events: all that what came before means for what comes.
 *
 * @param state of the object, by number
 * @param settled open calls that may return without more ado
 * @param used calls that are used up: of unknown outcome, or open writes
 */
public record Standing(int state, BitSet settled, BitSet used) {

  /** Of an object with which nothing is going on. */
  public static Standing still(int state) {
    return new Standing(state, new BitSet(), new BitSet());
  }
}
