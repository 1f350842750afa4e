package minos.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import minos.generate.Seed;

/**
 * What a user asks for by name, and the faults it may come to be. {@code partition} is any of its
 * shapes, by chance each time; {@code partition-ring} is that one.
 *
 * @param faults at least one; none that would do nothing
 */
public record FaultKind(String name, List<Fault> faults) {
  private static final String NONE = "none";
  private static final int NODES_MAX = 99;

  /**
   * What can be asked for, in the order of lists and help: every group, and the victims or ways of
   * each. A group with the same ones as an earlier group is not spelled out again.
   */
  public static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Group group : Group.values()) {
      all.put(group.label(), group.summary() + "; by chance " + choices(group));
    }
    for (Group group : Group.values()) {
      if (likeBefore(group).isEmpty()) {
        group.faults().forEach(fault -> all.put(fault.label(), fault.summary()));
      }
    }
    return all;
  }

  private static String choices(Group group) {
    return likeBefore(group)
        .map(before -> "one of %s-..., as of %s".formatted(group.label(), before.label()))
        .orElse("one of these:");
  }

  private static Optional<Group> likeBefore(Group group) {
    return Arrays.stream(Group.values())
        .takeWhile(other -> other != group)
        .filter(before -> hows(before).equals(hows(group)))
        .findFirst();
  }

  private static List<String> hows(Group group) {
    return group.faults().stream().map(Fault::how).toList();
  }

  private static List<String> names() {
    Stream<String> faults = Fault.all().stream().map(Fault::label);
    return Stream.concat(groups().stream(), faults).toList();
  }

  /** What chance chooses from. */
  private static List<String> groups() {
    Stream<String> groups = Arrays.stream(Group.values()).map(Group::label);
    Stream<String> families = Arrays.stream(Fault.Family.values()).map(Fault.Family::label);
    return Stream.concat(groups, families).distinct().toList();
  }

  /**
   * Reads what {@code --faults} takes.
   *
   * @param list names with commas between, or {@code none}
   * @param breakable what could break nothing there, or cannot be had, is refused
   * @throws IllegalArgumentException with one clear line for the user
   */
  public static List<FaultKind> parse(String list, Breakable breakable) {
    List<String> names = Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    return names.equals(List.of(NONE)) ? List.of() : of(names, breakable);
  }

  /** As {@link #parse}, from names; an empty list asks for none. */
  public static List<FaultKind> of(List<String> names, Breakable breakable) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.equals(NONE)) {
        throw new IllegalArgumentException("fault none stands alone: leave it out or the others");
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException("fault " + name + " is asked for twice: name it once");
      }
    }
    return names.stream().map(name -> named(name, breakable)).toList();
  }

  /** One of its faults, by chance and weight. */
  Fault draw(Seed seed) {
    List<Fault> lots =
        faults.stream()
            .flatMap(fault -> Collections.nCopies(fault.weight(), fault).stream())
            .toList();
    return faults.size() == 1 ? faults.getFirst() : seed.pick(lots);
  }

  /** All its faults are of one. */
  Fault.Family family() {
    return faults.getFirst().family();
  }

  /** Whether a fault of that label is of this kind, also one of listed nodes. */
  public boolean covers(String label) {
    return faults.stream().anyMatch(fault -> fault.label().equals(label))
        || Fault.labelled(label).filter(fault -> fault.group().label().equals(name)).isPresent();
  }

  private static FaultKind named(String name, Breakable breakable) {
    List<Fault> meant = meantBy(name);
    if (meant.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown fault "
              + (name.isEmpty() ? "''" : name)
              + ": did you mean "
              + closest(name)
              + "? Known: "
              + String.join(", ", groups())
              + ", none; all of them: minos list");
    }
    List<Fault> possible = meant.stream().filter(breakable::by).toList();
    if (possible.isEmpty()) {
      throw new IllegalArgumentException("fault " + name + " " + obstacle(meant, breakable));
    }
    return new FaultKind(name, possible);
  }

  /** One fault by its own name, else all of a group or family that chance may take. */
  private static List<Fault> meantBy(String name) {
    Optional<Fault> exactly = Fault.labelled(name);
    if (exactly.isPresent()) {
      return List.of(exactly.get());
    }
    List<Fault> byChance = Fault.all().stream().filter(fault -> fault.weight() > 0).toList();
    List<Fault> group =
        byChance.stream().filter(fault -> fault.group().label().equals(name)).toList();
    return group.isEmpty()
        ? byChance.stream().filter(fault -> fault.family().label().equals(name)).toList()
        : group;
  }

  private static String obstacle(List<Fault> meant, Breakable breakable) {
    return meant.stream()
        .flatMap(fault -> breakable.obstacle(fault).stream())
        .findFirst()
        .map(reason -> "cannot be had here: " + reason)
        .orElseGet(
            () -> "would inject nothing with " + count(breakable.nodes()) + ": " + advice(meant));
  }

  private static String count(int nodes) {
    return nodes == 1 ? "1 node" : nodes + " nodes";
  }

  private static String advice(List<Fault> meant) {
    int enough = 1;
    while (!bitesAny(meant, enough) && enough < NODES_MAX) {
      enough++;
    }
    return bitesAny(meant, enough)
        ? "take at least " + enough + ", or leave it out"
        : "no majority may lose what it has promised; hit a minority";
  }

  private static boolean bitesAny(List<Fault> faults, int nodes) {
    return faults.stream().anyMatch(fault -> fault.bites(nodes));
  }

  private static String closest(String name) {
    return names().stream()
        .min(Comparator.comparingInt(known -> distance(name, known)))
        .orElseThrow();
  }

  /** Letters to add, drop or change (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
