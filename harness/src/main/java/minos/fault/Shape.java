package minos.fault;

import java.util.ArrayList;
import java.util.Comparator;
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
  /** The least number of neighbours that makes a majority with itself. */
  RING(4, 1, "each node hears a majority, and no two the same one"),
  BRIDGE(3, 1, "two halves, and one node that both hear"),
  ONE_WAY(2, 1, "two halves; one hears the other and is not heard"),
  /** Who leads at that moment, alone or with a few, and the majority of the others. */
  LEADER(3, 3, "the leader, alone or with a few, without the majority"),
  ALL(2, 1, "every node alone"),
  /** So that who leads can go on at once. */
  FOLLOWERS(3, 0, "a minority of those who do not lead, and the rest"),
  MINORITY_THIRD(4, 0, "fewer than a third, and the rest"),
  /** Jepsen's way for many nodes: links come one by one, to whoever has fewest, until it is so. */
  RING_BY_CHANCE(4, 0, "each node hears a majority, by links drawn one by one"),
  NEIGHBOURS(4, 0, "each node hears its two neighbours on a circle only"),
  PRIMARIES(2, 0, "all who claim to lead, each alone");

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
    return this == LEADER || this == PRIMARIES || this == FOLLOWERS;
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
      case RING -> circle(shuffled, (nodes.size() / 2 + 1) / 2);
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
      case ALL -> alone(nodes, nodes);
      case FOLLOWERS -> {
        List<String> first =
            primaries.isEmpty() ? shuffled : startingWith(primaries.getFirst(), shuffled);
        int many = nodes.size() / 2 + 1;
        yield Cut.islands(first.subList(many, nodes.size()), first.subList(0, many));
      }
      case MINORITY_THIRD -> {
        int few = (nodes.size() - 1) / 3;
        yield Cut.islands(shuffled.subList(0, few), shuffled.subList(few, nodes.size()));
      }
      case RING_BY_CHANCE -> linkedByChance(nodes, seed);
      case NEIGHBOURS -> circle(shuffled, 1);
      case PRIMARIES -> alone(primaries.isEmpty() ? shuffled.subList(0, 1) : primaries, nodes);
    };
  }

  /**
   * Links two of those that have the fewest, until everyone hears a majority. Symmetric; unlike in
   * {@link #RING} two nodes may hear the same ones, and some may hear more than they must.
   */
  private static Grudge linkedByChance(List<String> nodes, Seed seed) {
    Map<String, Set<String>> heard = new TreeMap<>();
    nodes.forEach(node -> heard.put(node, new TreeSet<>(Set.of(node))));
    Seed draw = seed;
    while (true) {
      String poorest = poorest(heard, nodes, draw.shuffle(nodes));
      if (size(heard, poorest) > nodes.size() / 2) {
        return new Grudge(everyoneBut(heard, nodes));
      }
      draw = draw.next();
      List<String> strangers = new ArrayList<>(draw.shuffle(nodes));
      strangers.removeAll(heard.getOrDefault(poorest, Set.of()));
      String other = poorest(heard, nodes, strangers);
      heard.computeIfPresent(poorest, (node, all) -> plus(all, other));
      heard.computeIfPresent(other, (node, all) -> plus(all, poorest));
      draw = draw.next();
    }
  }

  /** The first of those that hear the fewest. */
  private static String poorest(
      Map<String, Set<String>> heard, List<String> nodes, List<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(node -> size(heard, node)))
        .orElse(nodes.getFirst());
  }

  private static int size(Map<String, Set<String>> heard, String node) {
    return heard.getOrDefault(node, Set.of()).size();
  }

  private static Set<String> plus(Set<String> all, String one) {
    all.add(one);
    return all;
  }

  private static Map<String, Set<String>> everyoneBut(
      Map<String, Set<String>> heard, List<String> nodes) {
    Map<String, Set<String>> drops = new TreeMap<>();
    heard.forEach((node, all) -> {
      Set<String> others = new TreeSet<>(nodes);
      others.removeAll(all);
      drops.put(node, others);
    });
    return drops;
  }

  /** Each of them hears nobody, and is heard by nobody. */
  private static Grudge alone(List<String> lonely, List<String> nodes) {
    Map<String, Set<String>> heard = new TreeMap<>();
    for (String node : nodes) {
      Set<String> all = new TreeSet<>(lonely.contains(node) ? List.of() : nodes);
      all.removeAll(lonely);
      all.add(node);
      heard.put(node, all);
    }
    return new Grudge(everyoneBut(heard, nodes));
  }

  private static List<String> startingWith(String node, List<String> nodes) {
    return Stream.concat(Stream.of(node), nodes.stream().filter(other -> !other.equals(node)))
        .toList();
  }

  private static Grudge deafened(List<String> deaf, List<String> unheard) {
    Map<String, Set<String>> drops = new HashMap<>();
    deaf.forEach(node -> drops.put(node, new TreeSet<>(unheard)));
    return new Grudge(drops);
  }

  /**
   * Each node on a circle hears its nearest neighbours, as many to the left as to the right, which
   * is symmetric.
   *
   * @param reach how many on each side
   */
  private static Grudge circle(List<String> circle, int reach) {
    int size = circle.size();
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
