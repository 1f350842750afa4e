package minos.check.hard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** As many adds as removes and questions, each of one element. */
final class AtomicSet implements AtomicObject {
  private static final long UNSURE = -1;

  private final SplittableRandom random;
  private final int elements;
  private final Map<Object, Element> known = new HashMap<>();

  /** What is known of one. */
  private static final class Element {
    boolean inside;
    int open;
    boolean overlapped;
    boolean everCrashed;
    long updates;
  }

  AtomicSet(SplittableRandom random, int elements) {
    this.random = random;
    this.elements = elements;
  }

  private Element element(Attempt attempt) {
    return known.computeIfAbsent(Objects.requireNonNull(attempt.argument), is -> new Element());
  }

  @Override
  public void begin(Attempt attempt) {
    attempt.argument = (long) random.nextInt(elements);
    attempt.f =
        switch (random.nextInt(3)) {
          case 0 -> "contains";
          case 1 -> "add";
          default -> "remove";
        };
    Element element = element(attempt);
    if (attempt.f.equals("contains")) {
      boolean sure = element.open == 0 && !element.overlapped && !element.everCrashed;
      attempt.certain = sure ? element.updates : UNSURE;
      return;
    }
    element.overlapped = element.open > 0;
    element.open++;
    element.updates++;
    element.everCrashed |= attempt.crashes;
  }

  @Override
  public void apply(Attempt attempt) {
    Element element = element(attempt);
    boolean inside = element.inside;
    boolean said =
        switch (attempt.f) {
          case "add" -> !inside;
          default -> inside;
        };
    element.inside =
        switch (attempt.f) {
          case "add" -> true;
          case "remove" -> false;
          default -> inside;
        };
    attempt.result = List.of(Objects.requireNonNull(attempt.argument), said);
  }

  @Override
  public void end(Attempt attempt, long event) {
    if (!attempt.f.equals("contains")) {
      element(attempt).open--;
    }
  }

  /** A question is answered wrongly of an element that had come to rest before and since. */
  @Override
  public boolean lie(Attempt attempt) {
    Element element = element(attempt);
    if (!attempt.f.equals("contains")
        || attempt.certain <= 0
        || attempt.certain != element.updates) {
      return false;
    }
    attempt.result = List.of(Objects.requireNonNull(attempt.argument), !element.inside);
    return true;
  }
}
