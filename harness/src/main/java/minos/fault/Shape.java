package minos.fault;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import minos.cluster.Grudge;
import minos.generate.Seed;

/** How a partition cuts the network: pure functions from nodes and a seed to a grudge. */
public enum Shape {
  /** One node alone. */
  ONE(2),
  /** A random minority and the rest; with an even number, two halves. */
  HALVES(2),
  /** Every node sees a majority, and no two see the same one. */
  RING(4),
  /** Two halves that share one node, which sees all. */
  BRIDGE(3),
  /** Two halves; one hears the other and is not heard. */
  ONE_WAY(2),
  /** Who leads at that moment, alone or with a few, and the majority of the others. */
  LEADER(3),
  /** Every node alone. */
  ALL(2);

  private final int nodesMin;

  Shape(int nodesMin) {
    this.nodesMin = nodesMin;
  }

  /** With fewer nodes it would cut nothing. */
  public int nodesMin() {
    return nodesMin;
  }

  /** As users write it: {@code one-way}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Who drops whose packets.
   *
   * @param nodes all of the cluster; at least {@link #nodesMin()}
   * @param leader who leads; where that is not known, {@link #LEADER} takes one by chance
   */
  public Grudge over(List<String> nodes, Optional<String> leader, Seed seed) {
    if (nodes.size() < nodesMin) {
      throw new IllegalArgumentException(label() + " cuts nothing with " + nodes.size() + " nodes");
    }
    List<String> shuffled = seed.shuffle(nodes);
    int half = nodes.size() / 2;
    return switch (this) {
      case ONE -> islands(shuffled.subList(0, 1), shuffled.subList(1, nodes.size()));
      case HALVES -> islands(shuffled.subList(0, half), shuffled.subList(half, nodes.size()));
      case RING -> ring(shuffled);
      case BRIDGE -> islands(shuffled.subList(0, half), shuffled.subList(half + 1, nodes.size()));
      case ONE_WAY -> {
        int deaf = seed.child("deaf").flip() ? half : nodes.size() - half;
        yield deafened(shuffled.subList(0, deaf), shuffled.subList(deaf, nodes.size()));
      }
      case LEADER -> {
        List<String> first = leader.map(node -> startingWith(node, shuffled)).orElse(shuffled);
        int few = 1 + seed.child("company").below((nodes.size() - 1) / 2);
        yield islands(first.subList(0, few), first.subList(few, nodes.size()));
      }
      case ALL -> everyoneAlone(nodes);
    };
  }

  private static Grudge islands(List<String> left, List<String> right) {
    Map<String, Set<String>> drops = new HashMap<>();
    left.forEach(node -> drops.put(node, new TreeSet<>(right)));
    right.forEach(node -> drops.put(node, new TreeSet<>(left)));
    return new Grudge(drops);
  }

  private static List<String> startingWith(String node, List<String> nodes) {
    return Stream.concat(Stream.of(node), nodes.stream().filter(other -> !other.equals(node)))
        .toList();
  }

  private static Grudge everyoneAlone(List<String> nodes) {
    Map<String, Set<String>> drops = new HashMap<>();
    for (String node : nodes) {
      Set<String> others = new TreeSet<>(nodes);
      others.remove(node);
      drops.put(node, others);
    }
    return new Grudge(drops);
  }

  private static Grudge deafened(List<String> deaf, List<String> unheard) {
    Map<String, Set<String>> drops = new HashMap<>();
    deaf.forEach(node -> drops.put(node, new TreeSet<>(unheard)));
    return new Grudge(drops);
  }

  /**
   * Each node on a circle hears its nearest neighbours, as many to the left as to the right: that
   * is symmetric, and the least number that makes a majority with itself.
   */
  private static Grudge ring(List<String> circle) {
    int size = circle.size();
    int reach = (size / 2 + 1) / 2;
    Map<String, Set<String>> drops = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      Set<String> dropped = new HashSet<>();
      for (int distance = reach + 1; distance < size - reach; distance++) {
        dropped.add(circle.get((i + distance) % size));
      }
      drops.put(circle.get(i), dropped);
    }
    return new Grudge(drops);
  }
}
