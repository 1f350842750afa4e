package minos.check.tally;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who added which element, and why a read may not have seen it. */
final class Added {
  private static final int NOBODY = -1;

  /** What is known of one element. */
  static final class Element {
    private int firstTried = NOBODY;
    private int firstDone = NOBODY;
    private boolean onlyFailures = true;

    /** The add that completed first, of those that are ok. */
    Optional<Integer> done() {
      return firstDone == NOBODY ? Optional.empty() : Optional.of(firstDone);
    }
  }

  private final Part part;
  private final Map<Object, Element> elements = new HashMap<>();

  Added(Part part) {
    this.part = part;
  }

  void add(int operation) {
    Element element = elements.computeIfAbsent(part.element(operation), none -> new Element());
    element.firstTried = element.firstTried == NOBODY ? operation : element.firstTried;
    element.onlyFailures &= part.isFailed(operation);
    if (part.isOk(operation)
        && (element.firstDone == NOBODY
            || part.completed(operation) < part.completed(element.firstDone))) {
      element.firstDone = operation;
    }
  }

  Map<Object, Element> elements() {
    return elements;
  }

  /** Why a read that found an element cannot have; empty if it can. */
  Optional<String> objection(@Nullable Object found, int read) {
    Element element = elements.get(found);
    if (element == null) {
      return Optional.of("which nobody ever added");
    }
    if (element.onlyFailures) {
      return Optional.of("which %s had failed to".formatted(part.where(element.firstTried)));
    }
    return part.invoked(element.firstTried) > part.completed(read)
        ? Optional.of("which %s put there only later".formatted(part.where(element.firstTried)))
        : Optional.empty();
  }
}
