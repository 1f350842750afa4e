package minos.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minos.generate.Seed;

/** Which nodes a fault hits, by what they are at that moment. */
public enum Target implements Victims {
  ONE(1, "one node"),
  /** The most that leave a majority untouched. */
  MINORITY(1, "as many as leave a majority"),
  /** The fewest that are a majority. */
  MAJORITY(1, "as few as are a majority"),
  /** Who leads at the moment of the fault. */
  LEADER(3, "who leads at that moment"),
  ALL(1, "every node"),
  /** One that does not lead at the moment of the fault. */
  FOLLOWER(0, "one that does not lead at that moment"),
  /** Fewer than a third of all. */
  MINORITY_THIRD(0, "fewer than a third"),
  /** At least one, and how many is chance, too. */
  RANDOM(0, "any number of nodes, by chance"),
  /** Whoever claims to lead at the moment of the fault, rightly or not. */
  PRIMARIES(0, "all who claim to lead at that moment");

  private final int weight;
  private final String summary;

  Target(int weight, String summary) {
    this.weight = weight;
    this.summary = summary;
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
  public boolean bites(int nodes) {
    return size(nodes) > 0;
  }

  @Override
  public int sizeMax(int nodes) {
    return this == RANDOM || this == PRIMARIES ? nodes : size(nodes);
  }

  @Override
  public int weight() {
    return weight;
  }

  @Override
  public boolean asksWhoLeads() {
    return this == LEADER || this == PRIMARIES || this == FOLLOWER;
  }

  /** How many of a cluster it hits; at least so many where chance or the nodes decide. */
  public int size(int nodes) {
    return switch (this) {
      case ONE, LEADER, PRIMARIES, RANDOM -> Math.min(1, nodes);
      case FOLLOWER -> Math.min(1, nodes - 1);
      case MINORITY -> (nodes - 1) / 2;
      case MINORITY_THIRD -> (nodes - 1) / 3;
      case MAJORITY -> nodes / 2 + 1;
      case ALL -> nodes;
    };
  }

  /** Chooses; where there is no leader to hit, by chance, and says so. */
  @Override
  public Choice choose(List<String> nodes, List<String> primaries, Seed seed) {
    if (this == PRIMARIES && !primaries.isEmpty()) {
      return new Choice(nodes.stream().filter(primaries::contains).toList(), List.of());
    }
    if (this == LEADER && !primaries.isEmpty()) {
      return new Choice(List.of(primaries.getFirst()), List.of());
    }
    int size = this == RANDOM ? 1 + seed.child("how many").below(nodes.size()) : size(nodes.size());
    List<String> lots = new ArrayList<>(seed.shuffle(nodes));
    if (this == FOLLOWER && !primaries.isEmpty()) {
      lots.remove(primaries.getFirst());
    }
    List<String> hit = lots.subList(0, size);
    List<String> notes =
        asksWhoLeads() && primaries.isEmpty()
            ? List.of("no leader was known; " + hit.getFirst() + " was taken by chance")
            : List.of();
    return new Choice(nodes.stream().filter(hit::contains).toList(), notes);
  }
}
