package minos.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Leaves out of a list what is not needed: first halves, then ever smaller parts, until no single
 * element can be left out (A. Zeller, R. Hildebrandt: Simplifying and isolating failure-inducing
 * input, 2002).
 */
final class Ddmin {
  private Ddmin() {}

  /**
   * @param firstThatFails of some candidates the number of the first that still fails; empty for
   *     none
   * @return a part of the list that fails, as the whole does
   */
  static <T> List<T> reduce(List<T> whole, Function<List<List<T>>, OptionalInt> firstThatFails) {
    if (whole.isEmpty() || firstThatFails.apply(List.of(List.of())).isPresent()) {
      return List.of();
    }
    List<T> current = List.copyOf(whole);
    int parts = 2;
    while (current.size() > 1) {
      List<List<T>> candidates = without(current, Math.min(parts, current.size()));
      OptionalInt failing = firstThatFails.apply(candidates);
      if (failing.isPresent()) {
        current = candidates.get(failing.getAsInt());
        parts = Math.max(2, parts - 1);
      } else if (parts >= current.size()) {
        break;
      } else {
        parts = Math.min(current.size(), 2 * parts);
      }
    }
    return current;
  }

  /** The list without each of so many parts, the last part first. */
  private static <T> List<List<T>> without(List<T> list, int parts) {
    List<List<T>> candidates = new ArrayList<>();
    for (int part = parts - 1; part >= 0; part--) {
      int from = (int) ((long) part * list.size() / parts);
      int to = (int) ((part + 1L) * list.size() / parts);
      List<T> rest = new ArrayList<>(list.subList(0, from));
      rest.addAll(list.subList(to, list.size()));
      candidates.add(List.copyOf(rest));
    }
    return candidates;
  }
}
