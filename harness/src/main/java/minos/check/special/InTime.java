package minos.check.special;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import minos.check.calls.Calls;

/** Orders of calls by places that they have, or as real time wants them. */
final class InTime {
  private InTime() {}

  /** Some calls in ascending order of what is said of them; equal ones as they begin. */
  static int[] sorted(int[] some, IntToLongFunction by) {
    long[] keys =
        IntStream.of(some).mapToLong(call -> by.applyAsLong(call) << 32 | call).sorted().toArray();
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /**
   * Puts some more calls into an order of others, wherever real time allows it. In the order each
   * call takes effect at its beginning or, if that is later, when the one before it does.
   *
   * @param order one that real time allows
   * @param others those that can stand anywhere
   * @param after for each of those, a call of the order that it must come after, or {@link
   *     Special#NOBODY}
   */
  static int[] with(Calls calls, int[] order, int[] others, int[] after) {
    int[] moment = new int[calls.size()];
    long[] keys = new long[order.length + others.length];
    int latest = 0;
    for (int i = 0; i < order.length; i++) {
      latest = Math.max(latest, calls.invoked()[order[i]]);
      moment[order[i]] = latest;
      keys[i] = (long) latest << 32 | i;
    }
    for (int i = 0; i < others.length; i++) {
      int earliest = after[i] == Special.NOBODY ? 0 : moment[after[i]];
      long at = Math.max(calls.invoked()[others[i]], earliest);
      keys[order.length + i] = at << 32 | (order.length + i);
    }
    Arrays.sort(keys);
    return Arrays.stream(keys)
        .mapToInt(key -> (int) key)
        .map(at -> at < order.length ? order[at] : others[at - order.length])
        .toArray();
  }

  /** Likewise, for others that must come after nobody. */
  static int[] with(Calls calls, int[] order, int[] others) {
    int[] after = new int[others.length];
    Arrays.fill(after, Special.NOBODY);
    return with(calls, order, others, after);
  }
}
