package minos.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minos.fault.FaultRecord;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it lies over the time of a run.
 *
 * @param kind as it was asked for: {@code partition-halves}
 * @param label kind and target in a few words: {@code partition-halves n1 | n2 n3}
 * @param from nanoseconds since the run began, when it was proven or, failing that, asked for
 * @param to when it was healed; the run's end if it never was
 * @param proven whether there is evidence that it took effect
 * @param healed whether there is evidence that it was undone
 * @param evidence what was observed, one line each
 */
public record Band(
    String kind,
    String label,
    long from,
    long to,
    boolean proven,
    boolean healed,
    List<String> evidence) {

  /**
   * @param end of the run, for a fault that was never healed
   */
  public static Band of(FaultRecord fault, long end) {
    List<String> evidence = new ArrayList<>(fault.evidence());
    fault.healEvidence().forEach(line -> evidence.add("healed: " + line));
    fault.errors().forEach(line -> evidence.add("error: " + line));
    return new Band(
        fault.fault(),
        (fault.fault() + " " + inWords(fault.value())).strip(),
        Objects.requireNonNullElse(fault.appliedNanos(), fault.askedNanos()),
        Objects.requireNonNullElse(fault.healedNanos(), Math.max(end, fault.askedNanos())),
        fault.proven(),
        fault.healed(),
        evidence);
  }

  /** The first word of its kind: {@code partition}. */
  public String family() {
    return kind.split("[- ]", 2)[0];
  }

  private static String inWords(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case List<?> nodes -> nodes.stream().map(String::valueOf).collect(Collectors.joining(" "));
      case Map<?, ?> grudge -> islands(grudge).orElseGet(() -> drops(grudge));
      default -> value.toString();
    };
  }

  /** {@code n1 | n2 n3}: whoever is named hears its own island and no other. */
  private static Optional<String> islands(Map<?, ?> grudge) {
    Map<Set<Object>, List<Object>> byFoes = new LinkedHashMap<>();
    for (Map.Entry<?, ?> drops : grudge.entrySet()) {
      if (drops.getValue() instanceof Collection<?> sources) {
        byFoes
            .computeIfAbsent(new HashSet<>(sources), foes -> new ArrayList<>())
            .add(drops.getKey());
      }
    }
    boolean apart =
        byFoes.entrySet().stream()
            .allMatch(island -> island.getKey().equals(others(grudge, island.getValue())));
    return byFoes.size() > 1 && apart
        ? Optional.of(
            byFoes.values().stream().map(Band::inWords).collect(Collectors.joining(" | ")))
        : Optional.empty();
  }

  private static Set<Object> others(Map<?, ?> grudge, List<Object> island) {
    Set<Object> others = new HashSet<>(grudge.keySet());
    others.removeAll(new HashSet<>(island));
    return others;
  }

  private static String drops(Map<?, ?> grudge) {
    return grudge.entrySet().stream()
        .map(each -> each.getKey() + verb(each.getValue()) + inWords(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A list is of those whose packets it drops; anything else is what is done to it. */
  private static String verb(@Nullable Object value) {
    return value instanceof Collection<?> ? " drops " : " ";
  }

  public boolean overlaps(long begin, long end) {
    return from <= end && to >= begin;
  }
}
