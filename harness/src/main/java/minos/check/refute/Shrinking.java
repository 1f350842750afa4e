package minos.check.refute;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.check.search.Search;

/**
 * From calls that no order explains to a few of them that contradict each other already.
 *
 * <p>Leaving out a call must not make a contradiction of its own: a read of 2 without the write of
 * 2 is impossible, whatever really happened. So, for objects of one value, a call that finds a
 * value stays only with every call that may have left it there: with all of them that began before
 * it ended, but those whose value was certainly replaced before it began, as a call shows that also
 * stays. Then any order that explains all calls also explains those that stay, so a contradiction
 * among these is one in the history. For other objects only reads are left out.
 *
 * <p>What is left out first is halves, then quarters, and so on (after Zeller's delta debugging).
 */
public final class Shrinking {
  private final Calls calls;
  private final Steps steps;
  private final int refused;
  private final Effort effort;
  private final int[][] leavers;
  private BitSet core;

  private Shrinking(Calls calls, Steps steps, int refused, Effort effort) {
    this.calls = calls;
    this.steps = steps;
    this.refused = refused;
    this.effort = effort;
    this.leavers = steps instanceof ValueSteps values ? values.leavers(calls) : new int[0][];
    this.core = new BitSet();
    core.set(0, calls.size());
  }

  /**
   * The calls of a core, the refused one among them. When the time is up it is just not as small.
   */
  public static BitSet core(Calls calls, Steps steps, int refused, Effort effort) {
    return new Shrinking(calls, steps, refused, effort).shrink();
  }

  private BitSet shrink() {
    tryWithout(
        IntStream.range(0, calls.size())
            .filter(call -> calls.invoked()[call] > calls.returned()[refused])
            .toArray());
    tryOverwritten();
    for (int chunk = Math.max(1, core.cardinality() / 2); chunk > 1; chunk /= 2) {
      pass(chunk);
    }
    while (pass(1)) {
      // each call that goes may let another one go
    }
    return core;
  }

  /** The commonest contradiction, found at once: the last write before it is one too new. */
  private void tryOverwritten() {
    if (!(steps instanceof ValueSteps values)) {
      return;
    }
    int value = values.found(calls.kind()[refused]);
    BitSet kept = new BitSet();
    core.stream()
        .filter(call -> values.left(calls.kind()[call]) != ValueSteps.ANY)
        .filter(call -> values.left(calls.kind()[call]) != value && calls.precedes(call, refused))
        .boxed()
        .max(Comparator.comparingInt(call -> calls.returned()[call]))
        .ifPresent(kept::set);
    if (value != ValueSteps.ANY) {
      IntStream.of(leavers[value]).forEach(kept::set);
    }
    tryWithout(core.stream().filter(call -> !kept.get(call)).toArray());
  }

  private boolean pass(int chunk) {
    int[] members = core.stream().toArray();
    boolean shrunk = false;
    for (int from = 0; from < members.length && !effort.timeIsUp(); from += chunk) {
      shrunk |=
          tryWithout(Arrays.copyOfRange(members, from, Math.min(members.length, from + chunk)));
    }
    return shrunk;
  }

  private boolean tryWithout(int[] some) {
    BitSet candidate = (BitSet) core.clone();
    for (int call : some) {
      if (call != refused && (steps instanceof ValueSteps || isRead(call))) {
        candidate.clear(call);
      }
    }
    if (steps instanceof ValueSteps values) {
      dropUnfounded(candidate, values);
    }
    if (candidate.equals(core) || !candidate.get(refused) || !isRefused(candidate)) {
      return false;
    }
    core = candidate;
    return true;
  }

  private boolean isRead(int call) {
    return steps.onlyReads(calls.kind()[call]);
  }

  private boolean isRefused(BitSet candidate) {
    int anchor = candidate.get(0, refused).cardinality();
    Calls some = calls.only(candidate).until(anchor);
    return Search.search(some, steps, effort) instanceof Finding.Refused;
  }

  /** Drops calls whose value may come from one that is left out, until there is none. */
  private void dropUnfounded(BitSet candidate, ValueSteps values) {
    for (boolean dropped = true; dropped; ) {
      dropped = false;
      Replaced replaced = new Replaced(calls, values, candidate);
      for (int call = candidate.nextSetBit(0); call >= 0; call = candidate.nextSetBit(call + 1)) {
        int found = values.found(calls.kind()[call]);
        if (found != ValueSteps.ANY && !isFounded(call, found, candidate, replaced, values)) {
          candidate.clear(call);
          dropped = true;
        }
      }
    }
  }

  /** Nothing outside may be where it found its value; and, for people, one inside may be. */
  private boolean isFounded(
      int finder, int found, BitSet candidate, Replaced replaced, ValueSteps values) {
    boolean originInside = found == values.initial();
    boolean originAnywhere = false;
    for (int leaver : leavers[found]) {
      if (leaver != finder && calls.invoked()[leaver] < calls.returned()[finder]) {
        originAnywhere = true;
        if (candidate.get(leaver)) {
          originInside = true;
        } else if (replaced.since(leaver) >= calls.invoked()[finder]) {
          return false;
        }
      }
    }
    return originInside || !originAnywhere;
  }
}
