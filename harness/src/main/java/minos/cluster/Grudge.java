package minos.cluster;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who does not listen to whom (Jepsen's word): each node with those whose packets it drops. One-way
 * cuts are grudges that are not returned.
 *
 * @param drops by node, or {@link #CLIENTS}; those it drops may be other nodes, and clients
 */
public record Grudge(Map<String, Set<String>> drops, Manner manner) {
  /** Among those whose packets are dropped: all clients of this harness. */
  public static final String CLIENTS = "clients";

  /** How long a flapping cut holds, and for how long it then does not. */
  public static final long FLAP_NANOS = 500_000_000;

  public static final Grudge NONE = new Grudge(Map.of());

  /** What becomes of the packets. */
  public enum Manner {
    /** They vanish, and nobody learns of it. */
    DROP,
    /** They vanish, and their sender is told at once that the connection is broken. */
    REJECT,
    /** They vanish for {@link #FLAP_NANOS}, pass for as long, vanish again. */
    FLAP
  }

  public Grudge {
    Map<String, Set<String>> sorted = new TreeMap<>();
    drops.forEach((node, sources) -> {
      if (!sources.isEmpty()) {
        sorted.put(node, Collections.unmodifiableSet(new TreeSet<>(sources)));
      }
    });
    drops = Collections.unmodifiableMap(sorted);
  }

  /** Packets vanish without a word. */
  public Grudge(Map<String, Set<String>> drops) {
    this(drops, Manner.DROP);
  }

  public Grudge in(Manner other) {
    return new Grudge(drops, other);
  }

  /** Whether packets from {@code source} are dropped at {@code target}. */
  public boolean cuts(String source, String target) {
    return drops.getOrDefault(target, Set.of()).contains(source);
  }

  /** Whether more than half of the nodes hear one another, and hear no others, or both ways. */
  public boolean leavesMajority(Collection<String> nodes) {
    return nodes.stream().anyMatch(node -> isWhole(heardBothWays(node, nodes), nodes));
  }

  private Set<String> heardBothWays(String node, Collection<String> nodes) {
    Set<String> heard = new TreeSet<>(nodes);
    heard.removeIf(other -> cuts(other, node) || cuts(node, other));
    return heard;
  }

  private boolean isWhole(Set<String> island, Collection<String> nodes) {
    return 2 * island.size() > nodes.size()
        && island.stream()
            .allMatch(node ->
                nodes.stream()
                    .allMatch(other ->
                        island.contains(other)
                            ? !cuts(node, other) && !cuts(other, node)
                            : cuts(node, other) == cuts(other, node)));
  }

  /** Whether any node drops the packets of clients, or they drop those of a node. */
  public boolean namesClients() {
    return drops.containsKey(CLIENTS)
        || drops.values().stream().anyMatch(dropped -> dropped.contains(CLIENTS));
  }
}
