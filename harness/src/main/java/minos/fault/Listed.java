package minos.fault;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import minos.cluster.Grudge;
import minos.generate.Seed;

/**
 * Exactly those nodes, by name; as the shape of a partition, they on one side and all others on the
 * other.
 *
 * @param nodes at least one, each once
 */
public record Listed(List<String> nodes) implements Victims, Cut {
  private static final Pattern NODES = Pattern.compile("n[1-9]\\d?(\\+n[1-9]\\d?)*");

  public Listed {
    nodes = List.copyOf(nodes);
  }

  /** Reads {@code n1+n3}; empty if it is anything else, or names a node twice. */
  static Optional<Listed> parse(String text) {
    List<String> nodes = List.of(text.split("\\+"));
    boolean each =
        NODES.matcher(text).matches() && nodes.stream().distinct().count() == nodes.size();
    return each ? Optional.of(new Listed(nodes)) : Optional.empty();
  }

  @Override
  public String label() {
    return String.join("+", nodes);
  }

  @Override
  public String summary() {
    return "those nodes";
  }

  @Override
  public boolean bites(int count) {
    return nodes.stream().map(Listed::number).max(Comparator.naturalOrder()).orElse(0) <= count;
  }

  @Override
  public int sizeMax(int count) {
    return nodes.size();
  }

  @Override
  public boolean cuts(int count) {
    return bites(count) && nodes.size() < count;
  }

  @Override
  public int weight() {
    return 0;
  }

  @Override
  public boolean asksWhoLeads() {
    return false;
  }

  @Override
  public Choice choose(List<String> all, List<String> primaries, Seed seed) {
    return new Choice(all.stream().filter(nodes::contains).toList(), List.of());
  }

  @Override
  public Grudge over(List<String> all, List<String> primaries, Seed seed) {
    return Cut.islands(nodes, all.stream().filter(node -> !nodes.contains(node)).toList());
  }

  private static int number(String node) {
    return Integer.parseInt(node.substring(1));
  }
}
