package minos.check.search;

import java.util.Arrays;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;

/** Which value is wanted next, and how far others are from it by calls of unknown outcome. */
final class Goals {
  private static final int FAR = Integer.MAX_VALUE;

  private final Steps steps;
  private final Crashed crashed;
  private final int[] distance;
  private int wanted = ValueSteps.ANY;
  private boolean isKnown;

  Goals(Steps steps, Moves moves) {
    this.steps = steps;
    crashed = moves.crashed();
    distance = new int[steps instanceof ValueSteps values ? values.values() : 0];
  }

  void aim(int value) {
    wanted = value;
    isKnown = false;
  }

  /** Whether no value in particular is wanted. */
  boolean isOpen() {
    return wanted == ValueSteps.ANY;
  }

  /** Whether a call of the kind leaves the wanted value. */
  boolean leads(int kind) {
    return !isOpen() && steps instanceof ValueSteps values && values.left(kind) == wanted;
  }

  /**
   * Whether a call of the kind leaves something nearer; of other models than of one value, true.
   */
  boolean isNearer(int state, int kind) {
    if (!(steps instanceof ValueSteps values)) {
      return true;
    }
    if (isOpen()) {
      return false;
    }
    if (!isKnown) {
      measure(values);
      isKnown = true;
    }
    return distance[values.left(kind)] < distance[state];
  }

  private void measure(ValueSteps values) {
    Arrays.fill(distance, FAR);
    distance[wanted] = 0;
    for (boolean more = true; more; ) {
      more = false;
      for (int i = 0; i < crashed.worthTrying(); i++) {
        int kind = crashed.worthTrying(i);
        int found = values.found(kind);
        int left = distance[values.left(kind)];
        if (found != ValueSteps.ANY && left != FAR && left + 1 < distance[found]) {
          distance[found] = left + 1;
          more = true;
        }
      }
    }
  }
}
