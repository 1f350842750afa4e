package minos.fault;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import minos.cluster.Grudge;
import minos.generate.Seed;

/** How a partition cuts the network: a pure function from nodes and a seed to a grudge. */
public sealed interface Cut permits Shape, Listed {
  /** As users write it. */
  String label();

  /** For lists and help. */
  String summary();

  /** Whether it cuts anything between so many nodes. */
  boolean cuts(int nodes);

  /** How often chance takes it, beside others; 0 for only when it is asked for by its name. */
  int weight();

  /** Whether the grudge depends on who leads. */
  boolean asksWhoLeads();

  /**
   * Who drops whose packets.
   *
   * @param nodes all of the cluster; enough for {@link #cuts}
   * @param primaries who claim to lead, the newest first; asked only where {@link #asksWhoLeads()}
   */
  Grudge over(List<String> nodes, List<String> primaries, Seed seed);

  /** Neither side hears the other. */
  static Grudge islands(List<String> left, List<String> right) {
    Map<String, Set<String>> drops = new HashMap<>();
    left.forEach(node -> drops.put(node, new TreeSet<>(right)));
    right.forEach(node -> drops.put(node, new TreeSet<>(left)));
    return new Grudge(drops);
  }
}
