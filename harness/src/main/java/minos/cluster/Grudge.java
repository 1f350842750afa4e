package minos.cluster;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who does not listen to whom (Jepsen's word): each node with the nodes whose packets it drops.
 * One-way cuts are grudges that are not returned.
 */
public record Grudge(Map<String, Set<String>> drops) {
  public static final Grudge NONE = new Grudge(Map.of());

  public Grudge {
    Map<String, Set<String>> sorted = new TreeMap<>();
    drops.forEach((node, sources) -> {
      if (!sources.isEmpty()) {
        sorted.put(node, java.util.Collections.unmodifiableSet(new TreeSet<>(sources)));
      }
    });
    drops = java.util.Collections.unmodifiableMap(sorted);
  }

  /** Whether packets from {@code source} are dropped at {@code target}. */
  public boolean cuts(String source, String target) {
    return drops.getOrDefault(target, Set.of()).contains(source);
  }
}
