package minos.check.hard;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Adds, and about thirty reads of all of it. */
final class AtomicGrowingSet implements AtomicObject {
  private static final int READS = 30;

  private final SplittableRandom random;
  private final LongSupplier values;
  private final int operations;
  private final TreeSet<Object> content = new TreeSet<>();
  private final List<Object> certain = new ArrayList<>();

  AtomicGrowingSet(SplittableRandom random, LongSupplier values, int operations) {
    this.random = random;
    this.values = values;
    this.operations = operations;
  }

  @Override
  public void begin(Attempt attempt) {
    attempt.certain = certain.size();
    boolean reads = random.nextInt(Math.max(READS, operations)) < READS;
    attempt.f = reads ? "read" : "add";
    if (!reads) {
      attempt.argument = values.getAsLong();
    }
  }

  @Override
  public void apply(Attempt attempt) {
    if (attempt.argument != null) {
      content.add(attempt.argument);
      attempt.result = attempt.argument;
    } else {
      attempt.result = List.copyOf(content);
    }
  }

  @Override
  public void end(Attempt attempt, long event) {
    if (attempt.argument != null) {
      certain.add(attempt.argument);
    }
  }

  /** A read misses what had been added before it began. */
  @Override
  public boolean lie(Attempt attempt) {
    if (attempt.argument != null
        || attempt.certain == 0
        || !(attempt.result instanceof List<?> all)) {
      return false;
    }
    Object missed = certain.get((int) attempt.certain - 1);
    attempt.result = all.stream().filter(one -> !one.equals(missed)).toList();
    return true;
  }
}
