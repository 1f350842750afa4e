package minos.fault;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import minos.cluster.Grudge;
import minos.generate.Seed;

/** The cuts that have a name, each by chance over all nodes. */
public enum Shape implements Cut {
  ONE(2, 1, "one node alone"),
  /** A random minority and the rest; with an even number, two halves. */
  HALVES(2, 1, "a minority and the rest"),
  RING(4, 1, "each node hears a majority, and no two the same one"),
  BRIDGE(3, 1, "two halves, and one node that both hear"),
  ONE_WAY(2, 1, "two halves; one hears the other and is not heard"),
  /** Who leads at that moment, alone or with a few, and the majority of the others. */
  LEADER(3, 3, "the leader, alone or with a few, without the majority"),
  ALL(2, 1, "every node alone"),
  MINORITY_THIRD(4, 0, "fewer than a third, and the rest");

  private final int nodesMin;
  private final int weight;
  private final String summary;

  Shape(int nodesMin, int weight, String summary) {
    this.nodesMin = nodesMin;
    this.weight = weight;
    this.summary = summary;
  }

  /** With fewer nodes it would cut nothing. */
  public int nodesMin() {
    return nodesMin;
  }

  @Override
  public boolean cuts(int nodes) {
    return nodes >= nodesMin;
  }

  @Override
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String summary() {
    return summary;
  }

  @Override
  public int weight() {
    return weight;
  }

  @Override
  public boolean asksWhoLeads() {
    return this == LEADER;
  }

  /** Where it is not known who leads, {@link #LEADER} takes one by chance. */
  @Override
  public Grudge over(List<String> nodes, List<String> primaries, Seed seed) {
    if (nodes.size() < nodesMin) {
      throw new IllegalArgumentException(label() + " cuts nothing with " + nodes.size() + " nodes");
    }
    List<String> shuffled = seed.shuffle(nodes);
    int half = nodes.size() / 2;
    return switch (this) {
      case ONE -> Cut.islands(shuffled.subList(0, 1), shuffled.subList(1, nodes.size()));
      case HALVES -> Cut.islands(shuffled.subList(0, half), shuffled.subList(half, nodes.size()));
      case RING -> ring(shuffled);
      case BRIDGE ->
          Cut.islands(shuffled.subList(0, half), shuffled.subList(half + 1, nodes.size()));
      case ONE_WAY -> {
        int deaf = seed.child("deaf").flip() ? half : nodes.size() - half;
        yield deafened(shuffled.subList(0, deaf), shuffled.subList(deaf, nodes.size()));
      }
      case LEADER -> {
        List<String> first =
            primaries.isEmpty() ? shuffled : startingWith(primaries.getFirst(), shuffled);
        int few = 1 + seed.child("company").below((nodes.size() - 1) / 2);
        yield Cut.islands(first.subList(0, few), first.subList(few, nodes.size()));
      }
      case ALL -> everyoneAlone(nodes);
      case MINORITY_THIRD -> {
        int few = (nodes.size() - 1) / 3;
        yield Cut.islands(shuffled.subList(0, few), shuffled.subList(few, nodes.size()));
      }
    };
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
