package minos.check.refute;

import java.util.Arrays;
import java.util.BitSet;
import minos.check.calls.Calls;
import minos.check.calls.ValueSteps;

/**
 * When a value that a call left was certainly no longer there: once a later call that certainly
 * happened has left a value in its turn, or has found another one.
 */
final class Replaced {
  /** Stands for the value found by a call that leaves one: it is evidence in any case. */
  private static final int WHATEVER = -2;

  private final Calls calls;
  private final int[] left;
  private final int[] firstReturn;
  private final int[] firstFound;
  private final int[] otherReturn;

  /**
   * @param witnesses the calls that may serve as evidence
   */
  Replaced(Calls calls, ValueSteps values, BitSet witnesses) {
    this.calls = calls;
    left = Arrays.stream(calls.kind()).map(values::left).toArray();
    int ranks = 2 * calls.size() + 1;
    firstReturn = new int[ranks + 1];
    firstFound = new int[ranks + 1];
    otherReturn = new int[ranks + 1];
    Arrays.fill(firstReturn, Calls.NEVER);
    Arrays.fill(firstFound, ValueSteps.ANY);
    Arrays.fill(otherReturn, Calls.NEVER);
    int[] witnessAt = new int[ranks];
    Arrays.fill(witnessAt, -1);
    witnesses.stream().forEach(call -> witnessAt[calls.invoked()[call]] = call);
    for (int rank = ranks - 1; rank >= 0; rank--) {
      firstReturn[rank] = firstReturn[rank + 1];
      firstFound[rank] = firstFound[rank + 1];
      otherReturn[rank] = otherReturn[rank + 1];
      int witness = witnessAt[rank];
      if (witness >= 0 && !calls.isCrashed(witness)) {
        int found = values.found(calls.kind()[witness]);
        if (left[witness] != ValueSteps.ANY) {
          note(rank, calls.returned()[witness], WHATEVER);
        } else if (found != ValueSteps.ANY) {
          note(rank, calls.returned()[witness], found);
        }
      }
    }
  }

  /** Keeps, of the witnesses that begin at the rank or later, the first to return of two values. */
  private void note(int rank, int returned, int found) {
    if (returned < firstReturn[rank]) {
      if (found != firstFound[rank]) {
        otherReturn[rank] = firstReturn[rank];
      }
      firstReturn[rank] = returned;
      firstFound[rank] = found;
    } else if (found != firstFound[rank] && returned < otherReturn[rank]) {
      otherReturn[rank] = returned;
    }
  }

  /** The rank of the return of the first witness; {@link Calls#NEVER} if there is none. */
  int since(int leaver) {
    if (calls.isCrashed(leaver)) {
      return Calls.NEVER;
    }
    int after = calls.returned()[leaver] + 1;
    return firstFound[after] == left[leaver] ? otherReturn[after] : firstReturn[after];
  }
}
