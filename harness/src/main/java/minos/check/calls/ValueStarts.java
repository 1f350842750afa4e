package minos.check.calls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import minos.model.Access;
import minos.model.Call;
import minos.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the values of an object from what its calls find and leave, and finds out which of them
 * the states are that it may be in at first. One that no call finds has a number of its own.
 */
final class ValueStarts<S> {
  private final Model<S> model;
  private final List<Call> kinds;
  private final List<S> starts;
  private final int[] found;
  private final int[] left;
  private final List<String> names = new ArrayList<>();
  private final Map<Optional<Object>, Integer> numbers = new HashMap<>();
  private final List<Integer> startNumbers = new ArrayList<>();

  /**
   * @param kinds of which the model says what each finds and leaves
   * @param starts one at least
   */
  ValueStarts(Model<S> model, List<Call> kinds, List<S> starts) {
    this.model = model;
    this.kinds = kinds;
    this.starts = starts;
    found = new int[kinds.size()];
    left = new int[kinds.size()];
    for (int kind = 0; kind < found.length; kind++) {
      Access access = model.access(kinds.get(kind)).orElseThrow();
      found[kind] = access.finds() ? number(access.found()) : ValueSteps.ANY;
      left[kind] = access.leaves() ? number(access.left()) : ValueSteps.ANY;
    }
    starts.forEach(start -> startNumbers.add(numberOf(start)));
  }

  private int number(@Nullable Object value) {
    return numbers.computeIfAbsent(
        Optional.ofNullable(value),
        is -> {
          names.add(is.map(String::valueOf).orElse("nil"));
          return names.size() - 1;
        });
  }

  private int numberOf(S start) {
    for (int kind = 0; kind < found.length; kind++) {
      if (found[kind] != ValueSteps.ANY && model.step(start, kinds.get(kind)).isPresent()) {
        return found[kind];
      }
    }
    names.add(model.describe(start));
    return names.size() - 1;
  }

  ValueSteps steps() {
    return new ValueSteps(found, left, names.size(), names::get, startNumbers.getFirst());
  }

  Resumed<S> resumed(Calls calls) {
    Map<Integer, S> states = states();
    return new Resumed<>(
        calls, steps(), startNumbers, number -> Objects.requireNonNull(states.get(number)));
  }

  /** What calls leave that find nothing is the same whatever was there; so all can be reached. */
  private Map<Integer, S> states() {
    Map<Integer, S> states = new HashMap<>();
    for (int start = 0; start < starts.size(); start++) {
      states.putIfAbsent(startNumbers.get(start), starts.get(start));
    }
    for (boolean more = true; more; ) {
      more = false;
      for (int kind = 0; kind < found.length; kind++) {
        S before = found[kind] == ValueSteps.ANY ? starts.getFirst() : states.get(found[kind]);
        if (left[kind] != ValueSteps.ANY && before != null && !states.containsKey(left[kind])) {
          states.put(left[kind], model.step(before, kinds.get(kind)).orElseThrow());
          more = true;
        }
      }
    }
    return states;
  }
}
