package minos.check.search;

import java.util.Arrays;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;

/**
 * The calls of unknown outcome that may still help to explain others, as bits: those of one kind
 * are neighbours, in order of invocation, and interchangeable, so the first unused one stands for
 * all. A kind that can help nobody any more is used up for good, which makes configurations equal
 * that differ only in it.
 */
final class Crashed {
  private final boolean leavesOut;
  private final int[] bitOf;
  private final int[] callOf;
  private final int[] firstBit;
  private final int[] invoked;
  private final int[] retiring;
  private final long[] retiresAt;
  private final long[] retired;
  private final int[] active;
  private final int[] worthTrying;
  private final int[] chosenIn;
  private final int[] wantedIn;
  private int retiredKinds;
  private int activeKinds;
  private int worth;
  private int round;

  /**
   * Every call is useful to the end, unless the steps tell otherwise.
   *
   * @param leavesOut whether those that help nobody are left out
   * @param goesOn whether calls may come that are helped by any
   */
  Crashed(Calls calls, Steps steps, boolean leavesOut, boolean goesOn) {
    int kinds = calls.kinds();
    this.leavesOut = leavesOut;
    long[] lastUse = lastUse(calls, steps, leavesOut && !goesOn);
    bitOf = new int[calls.size()];
    firstBit = new int[kinds + 1];
    for (int call = 0; call < bitOf.length; call++) {
      int kind = calls.kind()[call];
      boolean mayHelp =
          calls.isCrashed(call) && !steps.onlyReads(kind) && calls.invoked()[call] < lastUse[kind];
      bitOf[call] = mayHelp ? firstBit[kind + 1]++ : -1;
    }
    for (int kind = 0; kind < kinds; kind++) {
      firstBit[kind + 1] += firstBit[kind];
    }
    callOf = new int[firstBit[kinds]];
    for (int call = 0; call < bitOf.length; call++) {
      if (bitOf[call] >= 0) {
        bitOf[call] += firstBit[calls.kind()[call]];
        callOf[bitOf[call]] = call;
      }
    }
    invoked = new int[kinds];
    active = new int[kinds];
    worthTrying = new int[kinds];
    chosenIn = new int[kinds];
    wantedIn = new int[steps instanceof ValueSteps values ? values.values() : 0];
    retiresAt = lastUse;
    retiring = inOrderOfLastUse();
    retired = new long[(callOf.length + 63) >> 6];
  }

  /** The kinds of which there are bits. */
  private int[] inOrderOfLastUse() {
    long[] keys = new long[firstBit.length - 1];
    int count = 0;
    for (int kind = 0; kind < keys.length; kind++) {
      if (firstBit[kind] < firstBit[kind + 1]) {
        keys[count++] = Math.min(retiresAt[kind], Integer.MAX_VALUE) << 32 | kind;
      }
    }
    Arrays.sort(keys, 0, count);
    int[] kinds = new int[count];
    for (int i = 0; i < count; i++) {
      kinds[i] = (int) keys[i];
    }
    return kinds;
  }

  private static long[] lastUse(Calls calls, Steps steps, boolean ends) {
    long[] lastUse = new long[calls.kinds()];
    Arrays.fill(lastUse, Long.MAX_VALUE);
    if (ends && steps instanceof ValueSteps values) {
      int[] needed = values.lastNeeded(calls);
      for (int kind = 0; kind < lastUse.length; kind++) {
        int left = values.left(kind);
        lastUse[kind] = left == ValueSteps.ANY ? -1 : needed[left];
      }
    }
    return lastUse;
  }

  /** The call that a bit stands for. */
  int call(int bit) {
    return callOf[bit];
  }

  /** The bit that stands for a call; -1 if none does. */
  int bit(int call) {
    return bitOf[call];
  }

  int words() {
    return retired.length;
  }

  void invoke(int call, int kind) {
    if (bitOf[call] >= 0 && invoked[kind]++ == 0) {
      active[activeKinds++] = kind;
    }
  }

  /** Gives up the kinds that nobody needs from this event on. */
  void advance(int rank) {
    boolean changed = false;
    while (retiredKinds < retiring.length && retiresAt[retiring[retiredKinds]] < rank) {
      int kind = retiring[retiredKinds++];
      for (int bit = firstBit[kind]; bit < firstBit[kind + 1]; bit++) {
        retired[bit >> 6] |= 1L << bit;
      }
      changed = true;
    }
    if (changed) {
      int kept = 0;
      for (int i = 0; i < activeKinds; i++) {
        if (retiresAt[active[i]] >= rank) {
          active[kept++] = active[i];
        }
      }
      activeKinds = kept;
    }
  }

  /** Takes the invocation of the call back. */
  void uninvoke(int call, int kind) {
    if (bitOf[call] >= 0 && --invoked[kind] == 0) {
      int kept = 0;
      for (int i = 0; i < activeKinds; i++) {
        if (active[i] != kind) {
          active[kept++] = active[i];
        }
      }
      activeKinds = kept;
    }
  }

  /** Takes back what was given up for an event after this one. */
  void retreat(int rank) {
    while (retiredKinds > 0 && retiresAt[retiring[retiredKinds - 1]] >= rank) {
      int kind = retiring[--retiredKinds];
      for (int bit = firstBit[kind]; bit < firstBit[kind + 1]; bit++) {
        retired[bit >> 6] &= ~(1L << bit);
      }
      if (invoked[kind] > 0) {
        active[activeKinds++] = kind;
      }
    }
  }

  /** Marks in a configuration what has been given up. */
  void markRetired(long[] configuration, int base) {
    for (int word = 0; word < retired.length; word++) {
      configuration[base + word] |= retired[word];
    }
  }

  /**
   * Chooses the kinds worth trying before the next call returns. Such a call helps only if the very
   * next one in order finds what it has left; so it is tried only if an open call finds that, or
   * another such call that is worth trying.
   */
  void choose(Steps steps, Open open) {
    worth = 0;
    if (!leavesOut || !(steps instanceof ValueSteps values)) {
      System.arraycopy(active, 0, worthTrying, 0, activeKinds);
      worth = activeKinds;
      return;
    }
    round++;
    for (int i = 0; i < open.size(); i++) {
      want(values.found(open.kind(i)));
    }
    for (boolean more = true; more; ) {
      more = false;
      for (int i = 0; i < activeKinds; i++) {
        int kind = active[i];
        if (wantedIn[values.left(kind)] == round && chosenIn[kind] != round) {
          chosenIn[kind] = round;
          worthTrying[worth++] = kind;
          want(values.found(kind));
          more = true;
        }
      }
    }
  }

  private void want(int value) {
    if (value != ValueSteps.ANY) {
      wantedIn[value] = round;
    }
  }

  /** How many kinds of calls are there that somebody may need. */
  int active() {
    return activeKinds;
  }

  int active(int i) {
    return active[i];
  }

  int worthTrying() {
    return worth;
  }

  int worthTrying(int i) {
    return worthTrying[i];
  }

  /** The next bit of the kind that the configuration has not used, or -1. */
  int unused(int kind, long[] configuration, int base) {
    int end = firstBit[kind] + invoked[kind];
    for (int bit = firstBit[kind]; bit < end; bit++) {
      if ((configuration[base + (bit >> 6)] & (1L << bit)) == 0) {
        return bit;
      }
    }
    return -1;
  }
}
