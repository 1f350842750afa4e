package minos.check.search;

import java.util.Arrays;
import java.util.Optional;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;

/**
 * Where open calls can still get from what they must find: from the state, from open calls, from
 * those of unknown outcome, or from calls that begin later, but before they return. A configuration
 * in which one has no source any more leads nowhere, long before that one returns.
 */
final class Sources {
  private final ValueSteps values;
  private final Moves moves;

  /**
   * For each value, the ranks of the invocations of calls that leave it, one value after another.
   */
  private final int[] begins;

  private final int[] starts;

  /** For each value, the round in which it was found to be at hand. */
  private final int[] atHand;

  private int round;

  Sources(Calls calls, ValueSteps values, Moves moves) {
    this.values = values;
    this.moves = moves;
    int[][] leavers = values.leavers(calls);
    begins = new int[calls.size()];
    starts = new int[leavers.length + 1];
    for (int value = 0; value < leavers.length; value++) {
      int end = starts[value];
      for (int call : leavers[value]) {
        begins[end++] = calls.invoked()[call];
      }
      starts[value + 1] = end;
    }
    atHand = new int[leavers.length];
  }

  /** Empty for models of more than one value. */
  static Optional<Sources> of(Calls calls, Steps steps, Moves moves) {
    return steps instanceof ValueSteps values
        ? Optional.of(new Sources(calls, values, moves))
        : Optional.empty();
  }

  /**
   * Whether every open call that is not done may still find what it must.
   *
   * @param rank of the event that comes next
   */
  boolean suffice(long[] configuration, int rank) {
    Open open = moves.open();
    Crashed crashed = moves.crashed();
    round++;
    atHand[(int) configuration[0]] = round;
    for (int i = 0; i < open.size(); i++) {
      int left = values.left(open.kind(i));
      if (left != ValueSteps.ANY && moves.isLeft(configuration, i)) {
        atHand[left] = round;
      }
    }
    for (int i = 0; i < crashed.active(); i++) {
      int kind = crashed.active(i);
      if (moves.hasCrashed(configuration, kind)) {
        atHand[values.left(kind)] = round;
      }
    }
    for (int i = 0; i < open.size(); i++) {
      int found = values.found(open.kind(i));
      if (found != ValueSteps.ANY
          && atHand[found] != round
          && moves.isLeft(configuration, i)
          && !beginsBetween(found, rank, open.returned(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean beginsBetween(int value, int after, int before) {
    int at = Arrays.binarySearch(begins, starts[value], starts[value + 1], after);
    int next = at >= 0 ? at : -at - 1;
    return next < starts[value + 1] && begins[next] < before;
  }
}
