package minos.check.linear;

import java.util.Optional;
import java.util.stream.IntStream;
import minos.check.calls.Calls;
import minos.check.calls.Layout;
import minos.check.calls.ValueCalls;
import minos.check.search.Effort;
import minos.check.search.Search;
import minos.check.special.SetElements;
import minos.check.special.Special;
import minos.check.special.Specials;
import minos.check.special.Zones;
import minos.model.Elements;
import minos.model.OneValue;

/**
 * Finds an order that explains an object which was found valid, by the algorithm that found it so.
 *
 * @param key of the object, by number
 * @param onlySearch whether it is searched in any case
 */
record Ordering(Layout layout, int key, Effort effort, boolean onlySearch) {

  /** Operations by their numbers in the columns; empty if the budget ran out. */
  Optional<int[]> order() {
    if (onlySearch) {
      return bySearch(layout.judged(key));
    }
    return switch (layout.model()) {
      case OneValue one ->
          layout.values(key).map(this::byValues).orElseGet(() -> bySearch(layout.judged(key)));
      case Elements set -> {
        Calls calls = layout.without(key, "contains");
        yield SetElements.of(calls)
            .map(parts -> parts.order(effort).map(order -> operations(calls, order)))
            .orElseGet(() -> bySearch(layout.judged(key)));
      }
      default ->
          Specials.of(layout, key)
              .map(Ordering::specially)
              .orElseGet(() -> bySearch(layout.judged(key)));
    };
  }

  private static Optional<int[]> specially(Special special) {
    Calls calls = special.calls();
    return Optional.of(operations(calls, special.order(calls.events().length - 1)));
  }

  private Optional<int[]> byValues(ValueCalls values) {
    Calls calls = values.calls();
    return Zones.of(values)
        .map(zones -> Optional.of(operations(calls, zones.order(calls.events().length - 1))))
        .orElseGet(() -> bySearch(values.judged()));
  }

  private Optional<int[]> bySearch(Layout.Judged judged) {
    return Search.order(judged.calls(), judged.steps(), effort)
        .map(order -> operations(judged.calls(), order));
  }

  private static int[] operations(Calls calls, int[] order) {
    return IntStream.of(order).map(call -> calls.op()[call]).toArray();
  }
}
