package minos.check.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import minos.check.calls.Calls;
import minos.check.calls.ValueSteps;

/**
 * Puts the calls on an object of one value in order, chain by chain, where {@link Zones} have found
 * no contradiction: forward zones by time, each backward zone at a moment that is free.
 */
final class ChainOrder {
  private final Calls calls;
  private final int[] found;

  /** Those that only read a value, by the value. */
  private final int[] finders;

  /** For each value, where those begin that read it. */
  private final int[] firstFinder;

  /** Those that say nothing and leave nothing. */
  private final int[] silent;

  private final List<Run> runs = new ArrayList<>();

  /**
   * The calls of one chain, in order.
   *
   * @param first rank of the first return
   * @param last rank of the last invocation
   */
  private record Run(int first, int last, List<Integer> calls) {
    /**
     * Of a forward zone its beginning; of a backward one the moment at which all its calls are
     * open. If a forward zone covers that moment, the backward one comes right after it, before any
     * that begins later: no other zone lies in between, and its calls are still open then.
     */
    long place() {
      return Math.min(first, last);
    }
  }

  /**
   * @param values how many there are
   * @param limit the rank of the last event that is seen
   */
  ChainOrder(Calls calls, int[] found, int[] left, int values, int limit) {
    this.calls = calls;
    this.found = found;
    int[] reads =
        IntStream.range(0, found.length)
            .filter(call -> left[call] == ValueSteps.ANY && calls.returned()[call] <= limit)
            .toArray();
    silent = IntStream.of(reads).filter(call -> found[call] == ValueSteps.ANY).toArray();
    finders =
        InTime.sorted(
            IntStream.of(reads).filter(call -> found[call] != ValueSteps.ANY).toArray(),
            call -> found[call]);
    firstFinder = new int[values];
    Arrays.fill(firstFinder, finders.length);
    for (int i = finders.length - 1; i >= 0; i--) {
      firstFinder[found[finders[i]]] = i;
    }
  }

  void begin(int first, int last) {
    runs.add(new Run(first, last, new ArrayList<>()));
  }

  /** A call left a value, or none did if it was there at first; then all read it that did. */
  void leave(int call, int value) {
    List<Integer> run = runs.getLast().calls();
    if (call != Special.NOBODY) {
      run.add(call);
    }
    for (int at = firstFinder[value]; at < finders.length && found[finders[at]] == value; at++) {
      run.add(finders[at]);
    }
  }

  int[] order() {
    long[] places = new long[runs.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = (runs.get(i).place() + 1) << 32 | i;
    }
    Arrays.sort(places);
    int[] order =
        Arrays.stream(places)
            .mapToObj(place -> runs.get((int) place))
            .flatMap(run -> run.calls().stream())
            .mapToInt(Integer::intValue)
            .toArray();
    return InTime.with(calls, order, silent);
  }
}
