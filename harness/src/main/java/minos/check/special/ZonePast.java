package minos.check.special;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import minos.check.calls.Calls;
import minos.check.calls.ValueSteps;

/**
 * Which calls on an object of one value no later one can have to do with, where all so far is
 * explained by {@link Zones}: those of chains that are over, and all of whose calls have returned.
 *
 * @param found for each call, what it found, or {@link ValueSteps#ANY}
 * @param left likewise what it left
 * @param swap for each value, the call that swapped it for the next of its chain
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the checkers, never compared
record ZonePast(Calls calls, int[] found, int[] left, int[] swap, List<Chain> chains) {

  /**
   * @param rank of an event: from it on, calls may begin and return of which nothing is known yet
   * @param isOver for each chain, whether no later call may go on with it
   */
  BitSet before(int rank, boolean[] isOver) {
    int[] chainOf = chainOf();
    boolean[] over = isOver.clone();
    for (int call = 0; call < calls.size(); call++) {
      int chain = chainOf(chainOf, call);
      if (chain != Special.NOBODY && !calls.isCrashed(call) && calls.returned()[call] >= rank) {
        over[chain] = false;
      }
    }
    BitSet past = new BitSet();
    for (int call = 0; call < calls.size(); call++) {
      int chain = chainOf(chainOf, call);
      past.set(
          call,
          chain == Special.NOBODY ? isSilent(call) && calls.returned()[call] < rank : over[chain]);
    }
    return past;
  }

  /** For each value. */
  private int[] chainOf() {
    int[] chainOf = new int[swap.length];
    Arrays.fill(chainOf, Special.NOBODY);
    for (int i = 0; i < chains.size(); i++) {
      int value = chains.get(i).head();
      chainOf[value] = i;
      while (value != chains.get(i).tail()) {
        value = left[swap[value]];
        chainOf[value] = i;
      }
    }
    return chainOf;
  }

  /** The chain that the call belongs to, or of which it could only have been the next. */
  private int chainOf(int[] chainOfValue, int call) {
    if (left[call] != ValueSteps.ANY && chainOfValue[left[call]] != Special.NOBODY) {
      return chainOfValue[left[call]];
    }
    return found[call] == ValueSteps.ANY ? Special.NOBODY : chainOfValue[found[call]];
  }

  private boolean isSilent(int call) {
    return found[call] == ValueSteps.ANY && left[call] == ValueSteps.ANY;
  }
}
