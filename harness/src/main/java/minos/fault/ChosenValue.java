package minos.fault;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import minos.cluster.Grudge;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a fault came to be from its value in the history and in faults.json. Everything here
 * throws an {@link IllegalArgumentException} with one clear line for a value that is none.
 */
final class ChosenValue {
  private ChosenValue() {}

  /** Of a fault whose value is its nodes. */
  static List<String> nodes(Object value) {
    return names("the fault", value);
  }

  /** Of a fault whose value is each node with those whose packets it drops. */
  static Grudge grudge(Object value) {
    if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
      throw new IllegalArgumentException(
          "a partition names each node with those whose packets it drops, not " + value);
    }
    Map<String, Set<String>> drops = new TreeMap<>();
    map.forEach((node, dropped) ->
        drops.put(String.valueOf(node), new TreeSet<>(names(String.valueOf(node), dropped))));
    return new Grudge(drops);
  }

  /** Of a fault whose value is each node with what was done to it, in words. */
  static SortedMap<String, String> ways(Object value) {
    if (!(value instanceof Map<?, ?> map)
        || map.isEmpty()
        || !map.values().stream().allMatch(String.class::isInstance)) {
      throw new IllegalArgumentException(
          "the fault names each node with what is done to it, not " + value);
    }
    SortedMap<String, String> ways = new TreeMap<>();
    map.forEach((node, how) -> ways.put(String.valueOf(node), String.valueOf(how)));
    return ways;
  }

  /** Of a fault whose value is each node with a number. */
  static Map<String, Long> amounts(Object value) {
    if (!(value instanceof Map<?, ?> map)
        || map.isEmpty()
        || !map.values().stream().allMatch(Number.class::isInstance)) {
      throw new IllegalArgumentException("each node needs a number, not " + value);
    }
    Map<String, Long> amounts = new TreeMap<>();
    map.forEach((node, amount) -> amounts.put(String.valueOf(node), ((Number) amount).longValue()));
    return amounts;
  }

  /** All nodes that a grudge names. */
  static Set<String> named(Grudge grudge) {
    Set<String> named = new TreeSet<>(grudge.drops().keySet());
    grudge.drops().values().forEach(named::addAll);
    named.remove(Grudge.CLIENTS);
    return named;
  }

  private static List<String> names(String whose, @Nullable Object value) {
    if (!(value instanceof List<?> list)
        || list.isEmpty()
        || !list.stream().allMatch(String.class::isInstance)) {
      throw new IllegalArgumentException(whose + " needs a list of nodes, not " + value);
    }
    return list.stream().map(String::valueOf).toList();
  }
}
