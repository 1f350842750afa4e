package minos.fault;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import minos.generate.Seed;

/** Which nodes a fault hits. */
public enum Target {
  ONE,
  /** The most that leave a majority untouched. */
  MINORITY,
  /** The fewest that are a majority. */
  MAJORITY,
  /** Who leads at the moment of the fault. */
  LEADER,
  ALL;

  /**
   * Which nodes it came to be.
   *
   * @param nodes in the order of the cluster
   * @param notes what is to be said about the choice; in the evidence of the fault
   */
  public record Choice(List<String> nodes, List<String> notes) {}

  /** As users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How many of a cluster it hits. */
  public int size(int nodes) {
    return switch (this) {
      case ONE, LEADER -> Math.min(1, nodes);
      case MINORITY -> (nodes - 1) / 2;
      case MAJORITY -> nodes / 2 + 1;
      case ALL -> nodes;
    };
  }

  /** Chooses; where there is no leader to hit, by chance, and says so. */
  public Choice choose(List<String> nodes, Optional<String> leader, Seed seed) {
    if (this == LEADER && leader.isPresent()) {
      return new Choice(List.of(leader.get()), List.of());
    }
    List<String> hit = seed.shuffle(nodes).subList(0, size(nodes.size()));
    List<String> notes =
        this == LEADER
            ? List.of("no leader was known; " + hit.getFirst() + " was taken by chance")
            : List.of();
    return new Choice(nodes.stream().filter(hit::contains).toList(), notes);
  }
}
