package minos.check.special;

import java.util.BitSet;
import minos.check.calls.Calls;
import minos.check.calls.ValueSteps;

/**
 * What calls on an object of one value rest on: those that left what they found, and those that
 * prove that they happened, if their outcome is unknown.
 *
 * @param writer for each value, the call that left it; {@link Special#NOBODY} if there is none
 * @param proof for each value, a call that found it
 * @param limit the rank of the last event that is seen
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the checkers, never compared
record Grounds(Calls calls, int[] found, int[] left, int[] writer, int[] proof, int limit) {

  /** Some calls, in which there may be {@link Special#NOBODY}, with all that they rest on. */
  BitSet of(int... some) {
    BitSet all = new BitSet();
    for (int call : some) {
      add(all, call);
    }
    return all;
  }

  private void add(BitSet all, int some) {
    for (int call = some; call != Special.NOBODY && !all.get(call); ) {
      all.set(call);
      int value = found[call];
      int source = value == ValueSteps.ANY ? Special.NOBODY : writer[value];
      call = source == Special.NOBODY || calls.invoked()[source] > limit ? Special.NOBODY : source;
    }
    int call = some;
    while (call != Special.NOBODY && calls.returned()[call] > limit) {
      call = proof[left[call]];
      all.set(call);
    }
  }
}
