package minos.check.special;

import java.util.Arrays;
import java.util.Optional;
import minos.check.calls.Calls;

/**
 * Calls of which it is known in which order they took effect, up to those that share a place. Such
 * an order is one in real time unless some call had returned before another one began that has an
 * earlier place.
 */
final class Sequence {
  private static final int NONE = -1;

  private final Calls calls;
  private final int limit;

  /** For each place, the call there that began last. */
  private final int[] begunLast;

  /** For each place, the call there that returned first. */
  private final int[] returnedFirst;

  /**
   * @param limit the rank of the last event that is seen
   */
  Sequence(Calls calls, int places, int limit) {
    this.calls = calls;
    this.limit = limit;
    begunLast = new int[places];
    returnedFirst = new int[places];
    Arrays.fill(begunLast, NONE);
    Arrays.fill(returnedFirst, NONE);
  }

  /** The call took effect before all that have a later place. */
  void before(int call, int place) {
    if (begunLast[place] == NONE || calls.invoked()[call] > calls.invoked()[begunLast[place]]) {
      begunLast[place] = call;
    }
  }

  /** The call took effect after all that have an earlier place. */
  void after(int call, int place) {
    boolean returned = calls.returned()[call] <= limit;
    if (returned
        && (returnedFirst[place] == NONE
            || calls.returned()[call] < calls.returned()[returnedFirst[place]])) {
      returnedFirst[place] = call;
    }
  }

  /**
   * Two calls that happened the other way round.
   *
   * @param early the one that had an earlier place, and began after the other one had returned
   */
  record Swapped(int early, int earlyPlace, int late, int latePlace) {}

  Optional<Swapped> swapped() {
    int early = NONE;
    int earlyPlace = NONE;
    for (int place = 0; place < begunLast.length; place++) {
      int late = returnedFirst[place];
      if (late != NONE && early != NONE && calls.precedes(late, early)) {
        return Optional.of(new Swapped(early, earlyPlace, late, place));
      }
      int last = begunLast[place];
      if (last != NONE && (early == NONE || calls.invoked()[last] > calls.invoked()[early])) {
        early = last;
        earlyPlace = place;
      }
    }
    return Optional.empty();
  }
}
