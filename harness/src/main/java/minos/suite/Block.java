package minos.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A matrix: every combination of its options' values, but for those that an exclusion names, and
 * those that are included beside it.
 *
 * @param options values by option, the seeds among them
 * @param excludes each a value, or several, for some options: what has one of each is left out
 * @param includes each values by option: every combination of those is there, too
 * @param where file and line
 */
public record Block(
    Map<String, List<String>> options,
    List<Map<String, List<String>>> excludes,
    List<Map<String, List<String>>> includes,
    Case.Expectation expects,
    boolean ifAvailable,
    String where) {

  /** How many combinations there are before any is left out; no more than an int holds. */
  public static int size(Map<String, List<String>> options) {
    long size = 1;
    for (List<String> values : options.values()) {
      size = Math.min(Integer.MAX_VALUE, size * values.size());
    }
    return (int) size;
  }

  /** One after another with the first seed, then all with the second: each seed for itself. */
  public List<Map<String, String>> combinations() {
    Set<Map<String, String>> kept = new LinkedHashSet<>();
    for (Map<String, String> combination : product(options)) {
      if (excludes.stream().noneMatch(exclude -> matches(exclude, combination))) {
        kept.add(combination);
      }
    }
    includes.forEach(include -> kept.addAll(product(include)));
    return List.copyOf(kept);
  }

  private static boolean matches(
      Map<String, List<String>> exclude, Map<String, String> combination) {
    return exclude.entrySet().stream()
        .allMatch(entry -> entry.getValue().contains(combination.getOrDefault(entry.getKey(), "")));
  }

  private static List<Map<String, String>> product(Map<String, List<String>> options) {
    List<Map<String, String>> product = new ArrayList<>(List.of(Map.of()));
    for (Map.Entry<String, List<String>> option : seedFirst(options).entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : product) {
        for (String value : option.getValue()) {
          Map<String, String> combination = new LinkedHashMap<>(shorter);
          combination.put(option.getKey(), value);
          longer.add(combination);
        }
      }
      product = longer;
    }
    return product.stream().map(Block::seedLast).toList();
  }

  private static Map<String, List<String>> seedFirst(Map<String, List<String>> options) {
    Map<String, List<String>> ordered = new LinkedHashMap<>();
    if (options.containsKey(Case.SEED)) {
      ordered.put(Case.SEED, options.getOrDefault(Case.SEED, List.of()));
    }
    ordered.putAll(options);
    return ordered;
  }

  private static Map<String, String> seedLast(Map<String, String> combination) {
    Map<String, String> ordered = new LinkedHashMap<>(combination);
    String seed = ordered.remove(Case.SEED);
    if (seed != null) {
      ordered.put(Case.SEED, seed);
    }
    return ordered;
  }
}
