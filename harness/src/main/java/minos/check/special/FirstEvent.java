package minos.check.special;

import java.util.BitSet;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import minos.check.calls.Calls;

/** Finds the first event by which calls contradict each other, given a way to tell for any. */
public final class FirstEvent {
  private FirstEvent() {}

  /**
   * Looks near the end of what is known to be impossible first, then in ever longer strides.
   *
   * @param known an event by which they do, by rank
   * @param proven for an event, one not after it by which they do; empty if they do not
   */
  public static int of(int known, IntFunction<OptionalInt> proven) {
    int low = 0;
    int high = known;
    for (int stride = 1; low < high; ) {
      int probe = Math.max(low, high - stride);
      OptionalInt sooner = proven.apply(probe);
      if (sooner.isPresent()) {
        high = sooner.getAsInt();
        stride = Math.min(2 * stride, Math.max(1, (high - low + 1) / 2));
      } else {
        low = probe + 1;
        stride = Math.max(1, (high - low + 1) / 2);
      }
    }
    return high;
  }

  /** The last return of the calls, if they have all returned by the event; else that. */
  public static int lastReturn(Calls calls, BitSet core, int event) {
    int last = core.stream().map(call -> calls.returned()[call]).max().orElseThrow();
    return Math.min(last, event);
  }
}
