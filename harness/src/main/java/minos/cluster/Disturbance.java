package minos.cluster;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Trouble on the links between some nodes and all other nodes, in both directions unless it is
 * {@link Trouble#isOneWay()}; clients have none.
 *
 * @param amounts by node, in the unit of the trouble
 */
public record Disturbance(Trouble trouble, Map<String, Long> amounts) {
  public Disturbance {
    amounts = java.util.Collections.unmodifiableMap(new TreeMap<>(amounts));
  }

  /**
   * How much of it there is on what goes from one node to another: the more of what both have, or
   * what the target has where it falls on one way only; 0 for none.
   */
  public long on(String source, String target) {
    return trouble.isOneWay()
        ? amounts.getOrDefault(target, 0L)
        : Math.max(amounts.getOrDefault(source, 0L), amounts.getOrDefault(target, 0L));
  }

  /** In words: {@code loss of 200 permille between n1, n3 and the others}. */
  @Override
  public String toString() {
    return "%s of %s %s between %s and the others"
        .formatted(
            trouble.label(),
            String.join(", ", amounts.values().stream().distinct().map(String::valueOf).toList()),
            trouble.unit(),
            String.join(", ", new TreeSet<>(amounts.keySet())));
  }
}
