package minos.check.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * What goes into a queue and comes out of it, in whatever order: {@code enqueue}, {@code dequeue}
 * (nil where there was nothing) and {@code drain}, which returns all that it took.
 */
final class Queues {
  private static final List<String> KNOWN = List.of("enqueue", "dequeue", "drain");

  private final Part part;
  private final Tally tally = new Tally();
  private final Map<Object, Integer> inside = new HashMap<>();
  private final Set<Object> tried = new HashSet<>();
  private final Set<Object> failed = new HashSet<>();

  private Queues(Part part) {
    this.part = part;
  }

  /** Each element that came out had gone in before, as often. */
  static Tally nothingFromNowhere(Part part) {
    Queues queues = new Queues(part);
    queues.follow();
    return queues.tally;
  }

  /**
   * The same, and all comes out that was certainly put in: of what did not, it must be known that
   * the queue was empty later. What a dequeue of unknown outcome may have taken is not lost for
   * certain.
   */
  static Tally allComesOut(Part part) {
    Queues queues = new Queues(part);
    queues.follow();
    queues.missing();
    return queues.tally;
  }

  private void follow() {
    part.each("queue", KNOWN, this::note);
    boolean took = false;
    for (int event : part.events()) {
      int operation = event >> 1;
      boolean ends = (event & 1) == 1;
      if (part.f(operation).equals("enqueue")) {
        if (!ends && !part.isFailed(operation)) {
          inside.merge(part.element(operation), 1, Integer::sum);
          tried.add(part.element(operation));
        }
      } else if (ends && part.isOk(operation)) {
        taken(operation).forEach(element -> take(element, operation));
        took = true;
      }
    }
    if (!took) {
      tally.unsure("Nothing was judged: no dequeue completed.");
    }
  }

  private void note(int operation) {
    if (part.f(operation).equals("enqueue") && part.isFailed(operation)) {
      failed.add(part.element(operation));
    }
  }

  /** What a completed dequeue or drain took out. */
  private List<?> taken(int operation) {
    if (part.f(operation).equals("drain")) {
      return part.list(operation).orElse(List.of());
    }
    Object element = part.result(operation);
    return element == null ? List.of() : List.of(element);
  }

  private void take(@Nullable Object element, int operation) {
    Integer left = inside.get(element);
    if (left != null && left > 0) {
      inside.put(Objects.requireNonNull(element), left - 1);
      return;
    }
    String why =
        tried.contains(element)
            ? "which had come out before as often as it was put in"
            : failed.contains(element)
                ? "which had failed to be put in"
                : "which nobody had put in by then";
    tally.wrong(
        "%s took out %s, %s.".formatted(part.where(operation), element, why),
        part.operation(operation),
        List.of(part.operation(operation)));
  }

  private void missing() {
    Map<Object, Integer> balance = new HashMap<>();
    Map<Object, Integer> lastIn = new LinkedHashMap<>();
    List<Integer> inDoubt = new ArrayList<>();
    int empty = -1;
    for (int operation : part.operations().toArray()) {
      boolean ok = part.isOk(operation);
      if (part.f(operation).equals("enqueue")) {
        if (ok) {
          balance.merge(part.element(operation), 1, Integer::sum);
          lastIn.merge(part.element(operation), operation, this::laterEnd);
        }
        continue;
      }
      taken(ok, operation).forEach(element -> balance.merge(element, -1, Integer::sum));
      if (part.isUnknown(operation)) {
        inDoubt.add(operation);
      }
      empty = foundEmpty(operation) ? Math.max(empty, part.invoked(operation)) : empty;
    }
    List<Object> gone = new ArrayList<>();
    List<Object> perhapsInside = new ArrayList<>();
    for (Map.Entry<Object, Integer> entry : lastIn.entrySet()) {
      int missing = balance.getOrDefault(entry.getKey(), 0);
      List<Object> list = part.completed(entry.getValue()) < empty ? gone : perhapsInside;
      for (int copy = 0; copy < missing; copy++) {
        list.add(entry.getKey());
      }
    }
    say(gone, perhapsInside, inDoubt, lastIn);
  }

  private int laterEnd(int one, int other) {
    return part.completed(one) > part.completed(other) ? one : other;
  }

  private List<?> taken(boolean ok, int operation) {
    return ok ? taken(operation) : List.of();
  }

  /** Whether somebody saw that there was nothing left. */
  private boolean foundEmpty(int operation) {
    if (part.isOk(operation)) {
      return part.f(operation).equals("drain") || part.result(operation) == null;
    }
    return part.isFailed(operation)
        && part.operation(operation)
            .completion()
            .map(Op::extra)
            .map(extra -> String.valueOf(extra.get("error")).contains("empty"))
            .orElse(false);
  }

  private void say(
      List<Object> gone,
      List<Object> perhapsInside,
      List<Integer> inDoubt,
      Map<Object, Integer> lastIn) {
    boolean drained = inDoubt.stream().anyMatch(operation -> part.f(operation).equals("drain"));
    if (!gone.isEmpty() && !drained && gone.size() > inDoubt.size()) {
      int witness = Objects.requireNonNull(lastIn.get(gone.getFirst()));
      String doubt =
          inDoubt.isEmpty()
              ? ""
              : " Dequeues of unknown outcome may have taken %,d of them, not all."
                  .formatted(inDoubt.size());
      tally.wrong(
          "Never came out: %s; later the queue was empty. The first was put in by %s.%s"
              .formatted(Part.some(gone), part.where(witness), doubt),
          part.operation(witness),
          List.of(part.operation(witness)));
    } else if (!gone.isEmpty()) {
      tally.unsure(
          "Never came out: %s; but they may be what %s took, whose outcome is unknown."
              .formatted(Part.some(gone), part.where(inDoubt.getFirst())));
    }
    if (!perhapsInside.isEmpty()) {
      tally.unsure(
          "May still be in the queue: %s; drain it when all is done."
              .formatted(Part.some(perhapsInside)));
    }
  }
}
