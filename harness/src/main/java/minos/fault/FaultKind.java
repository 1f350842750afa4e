package minos.fault;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** Every name, in the order of lists and help. */
  public static List<String> names() {
    return Stream.concat(
            Arrays.stream(Fault.Family.values()).map(Fault.Family::label),
            Fault.all().stream().map(Fault::label))
        .toList();
  }

  /**
   * Reads what {@code --faults} takes.
   *
   * @param list names with commas between, or {@code none}
   * @param nodes how many the cluster has: what could break none of them is refused
   * @throws IllegalArgumentException with one clear line for the user
   */
  public static List<FaultKind> parse(String list, int nodes) {
    List<String> names = Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    return names.equals(List.of(NONE)) ? List.of() : of(names, nodes);
  }

  /** As {@link #parse}, from names; an empty list asks for none. */
  public static List<FaultKind> of(List<String> names, int nodes) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.equals(NONE)) {
        throw new IllegalArgumentException("fault none stands alone: leave it out or the others");
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException("fault " + name + " is asked for twice: name it once");
      }
    }
    return names.stream().map(name -> named(name, nodes)).toList();
  }

  /** One of its faults, by chance and weight. */
  Fault draw(Seed seed) {
    List<Fault> lots =
        faults.stream()
            .flatMap(fault -> Collections.nCopies(fault.weight(), fault).stream())
            .toList();
    return seed.pick(lots);
  }

  /** Whether a fault of that label is of this kind. */
  public boolean covers(String label) {
    return faults.stream().anyMatch(fault -> fault.label().equals(label));
  }

  private static FaultKind named(String name, int nodes) {
    List<Fault> meant =
        Fault.all().stream()
            .filter(fault -> name.equals(fault.label()) || name.equals(fault.family().label()))
            .toList();
    if (meant.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown fault "
              + (name.isEmpty() ? "''" : name)
              + ": did you mean "
              + closest(name)
              + "? Known: "
              + Stream.concat(names().stream(), Stream.of(NONE)).collect(Collectors.joining(", ")));
    }
    List<Fault> biting = meant.stream().filter(fault -> fault.bites(nodes)).toList();
    if (biting.isEmpty()) {
      throw new IllegalArgumentException(
          "fault " + name + " would inject nothing with " + count(nodes) + ": " + advice(meant));
    }
    return new FaultKind(name, biting);
  }

  private static String count(int nodes) {
    return nodes == 1 ? "1 node" : nodes + " nodes";
  }

  private static String advice(List<Fault> meant) {
    int enough = 1;
    while (!bitesAny(meant, enough)) {
      enough++;
    }
    return "take at least " + enough + ", or leave it out";
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
