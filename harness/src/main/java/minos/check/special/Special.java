package minos.check.special;

import java.util.BitSet;
import java.util.Optional;
import minos.check.calls.Calls;
import minos.check.proof.Certificate;

/**
 * An algorithm made for one kind of object, far faster than any search, for calls that keep its
 * conditions.
 */
public interface Special {

  /**
   * Calls that contradict each other.
   *
   * @param core they; whatever else happened cannot explain them
   * @param certificate the rule that they break
   */
  record Clash(BitSet core, Certificate certificate) {

    /**
     * @param some the calls, in which there may be {@link #NOBODY}
     */
    static Clash of(Certificate certificate, int... some) {
      BitSet core = new BitSet();
      for (int call : some) {
        if (call != NOBODY) {
          core.set(call);
        }
      }
      return new Clash(core, certificate);
    }
  }

  /** Stands for no call. */
  int NOBODY = -1;

  Calls calls();

  /** Whether some call that is known to have happened says anything of the state. */
  boolean observes();

  /**
   * Empty if some order explains all, as far as an event: what returns later may or may not have
   * happened, and what begins later did not. Whatever clashes so far clashes for ever.
   *
   * @param last the rank of the event
   */
  Optional<Clash> clash(int last);

  /**
   * Calls that nothing later can have to do with, so that without them the same is said of all that
   * is to come; of all calls, which do not clash. None, unless the algorithm knows better.
   *
   * @param rank of an event: from it on, calls may begin and return of which nothing is known yet
   */
  default BitSet past(int rank) {
    return new BitSet();
  }

  /**
   * An order that explains all as far as an event by which nothing clashes: calls, by number.
   *
   * @param last the rank of the event
   */
  int[] order(int last);
}
