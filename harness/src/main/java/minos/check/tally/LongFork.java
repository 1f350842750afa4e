package minos.check.tally;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are written once each, one by one, and reads of the same few keys together: of two
 * reads, one has seen all that the other has. If not, they saw two writes in opposite orders.
 *
 * <p>Sorted by how much they have seen, each read must have seen what the one before it has: near
 * linear, and exact, since that carries over.
 */
final class LongFork {
  private final Part part;
  private final Tally tally = new Tally();
  private final Map<String, Integer> writers = new HashMap<>();
  private final Map<String, Object> written = new HashMap<>();
  private final Map<Set<String>, List<Read>> groups = new HashMap<>();

  private LongFork(Part part) {
    this.part = part;
  }

  /**
   * @param seen the keys whose writes it saw
   */
  private record Read(int operation, Set<String> seen) {}

  private record Step(boolean reads, String key, @Nullable Object value) {}

  static Tally of(Part part) {
    LongFork fork = new LongFork(part);
    List<String> known = List.of("read", "write", "txn");
    part.each("long-fork", known, fork::write);
    part.operations().forEach(fork::read);
    fork.groups.values().forEach(fork::judge);
    if (fork.groups.isEmpty()) {
      fork.tally.unsure("Nothing was judged: no read completed.");
    }
    return fork.tally;
  }

  private void write(int operation) {
    for (Step step : steps(operation, part.argument(operation))) {
      if (step.reads() || part.isFailed(operation)) {
        continue;
      }
      Integer before = writers.putIfAbsent(step.key(), operation);
      if (before != null) {
        throw part.wrong(
            operation,
            "key %s is written again after %s; here each is written once"
                .formatted(step.key(), part.where(before)));
      }
      written.put(step.key(), Objects.requireNonNull(step.value()));
    }
  }

  private void read(int operation) {
    List<Step> steps = part.isOk(operation) ? steps(operation, part.result(operation)) : List.of();
    if (steps.isEmpty() || !steps.stream().allMatch(Step::reads)) {
      return;
    }
    Map<String, Boolean> keys = new TreeMap<>();
    for (Step step : steps) {
      keys.put(step.key(), step.value() != null);
      if (step.value() != null && !step.value().equals(written.get(step.key()))) {
        tally.wrong(
            "%s read %s as %s, which nobody wrote."
                .formatted(part.where(operation), step.key(), step.value()),
            part.operation(operation),
            List.of(part.operation(operation)));
        return;
      }
    }
    Set<String> seen = new HashSet<>(keys.keySet());
    seen.removeIf(key -> !keys.getOrDefault(key, false));
    groups
        .computeIfAbsent(Set.copyOf(keys.keySet()), none -> new ArrayList<>())
        .add(new Read(operation, seen));
  }

  private List<Step> steps(int operation, @Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> said)) {
      throw part.wrong(operation, "a long fork is of [\"r\", key, found] and [\"w\", key, value]");
    }
    List<Step> steps = new ArrayList<>();
    for (Object one : said) {
      if (!(one instanceof List<?> step)
          || step.size() != 3
          || !List.of("r", "w", "read", "write").contains(String.valueOf(step.get(0)))) {
        throw part.wrong(operation, "a step is " + one);
      }
      boolean reads = String.valueOf(step.get(0)).startsWith("r");
      if (!reads && step.get(2) == null) {
        throw part.wrong(operation, "nil cannot be told from what was never written: " + one);
      }
      steps.add(new Step(reads, String.valueOf(step.get(1)), step.get(2)));
    }
    return steps;
  }

  private void judge(List<Read> reads) {
    List<Read> sorted = new ArrayList<>(reads);
    sorted.sort(Comparator.comparingInt(read -> read.seen().size()));
    for (int at = 1; at < sorted.size(); at++) {
      Read fewer = sorted.get(at - 1);
      Read more = sorted.get(at);
      if (!more.seen().containsAll(fewer.seen())) {
        int first = Math.min(fewer.operation(), more.operation());
        int second = Math.max(fewer.operation(), more.operation());
        tally.wrong(
            "%s saw the write of %s and not that of %s; %s saw them the other way round."
                .formatted(
                    part.where(more.operation()),
                    only(more, fewer),
                    only(fewer, more),
                    part.where(fewer.operation())),
            part.operation(second),
            List.of(part.operation(first), part.operation(second)));
        return;
      }
    }
  }

  private static String only(Read one, Read other) {
    return one.seen().stream()
        .filter(key -> !other.seen().contains(key))
        .sorted()
        .findFirst()
        .orElseThrow();
  }
}
