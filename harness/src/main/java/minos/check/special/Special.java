package minos.check.special;

import java.util.BitSet;
import java.util.Optional;

/**
 * An algorithm made for one kind of object, far faster than any search, for calls that keep its
 * conditions.
 */
public interface Special {

  /**
   * Calls that contradict each other.
   *
   * @param core they; whatever else happened cannot explain them
   * @param words what contradicts what, for people
   */
  record Clash(BitSet core, String words) {
    static Clash of(String words, int... calls) {
      BitSet core = new BitSet();
      for (int call : calls) {
        core.set(call);
      }
      return new Clash(core, words);
    }
  }

  /** Whether some call that is known to have happened says anything of the state. */
  boolean observes();

  /**
   * Empty if some order explains all, as far as an event: what returns later may or may not have
   * happened, and what begins later did not. Whatever clashes so far clashes for ever.
   *
   * @param last the rank of the event
   */
  Optional<Clash> clash(int last);
}
