package minos.check.search;

import minos.check.Budget;

/**
 * How much a search may still spend, and what it has spent.
 *
 * <p>The clock is read once in a while, not at each step.
 */
public final class Effort {
  private static final int STEPS_BETWEEN_LOOKS = 1024;

  private final long nanos;
  private final Budget budget;
  private final long begun;
  private final long memoryBytes;
  private final int threads;
  private long configurations;
  private int steps;
  private boolean timeIsUp;
  private boolean memoryIsUp;

  /**
   * @param nanos this search's share of the budget's time
   */
  public Effort(long nanos, Budget budget, long memoryBytes) {
    this(nanos, budget, memoryBytes, 1);
  }

  /**
   * @param nanos this search's share of the budget's time
   * @param threads that it may use at once
   */
  public Effort(long nanos, Budget budget, long memoryBytes, int threads) {
    this.nanos = nanos;
    this.budget = budget;
    this.begun = budget.nanoClock().getAsLong();
    this.memoryBytes = memoryBytes;
    this.threads = threads;
  }

  /** Of a part of the search, which ends when the whole must: on one thread. */
  Effort part(int parts) {
    long left = nanos - (budget.nanoClock().getAsLong() - begun);
    return new Effort(left, budget, memoryBytes / parts);
  }

  /** Counts what a part has spent. */
  void add(Effort part) {
    configurations += part.configurations;
  }

  int threads() {
    return threads;
  }

  /** Counts one configuration; false once the time is up. */
  boolean spend() {
    configurations++;
    if (++steps >= STEPS_BETWEEN_LOOKS) {
      steps = 0;
      look();
    }
    return !timeIsUp;
  }

  public boolean timeIsUp() {
    look();
    return timeIsUp;
  }

  /** Whether more memory might have helped. */
  public boolean memoryIsUp() {
    return memoryIsUp;
  }

  boolean fits(long bytes) {
    memoryIsUp |= bytes > memoryBytes;
    return bytes <= memoryBytes;
  }

  public long configurations() {
    return configurations;
  }

  /** What ran out and what to change. */
  public String whyStopped() {
    return timeIsUp
        ? "The time for checking ran out (all of it was " + seconds() + " s); give it more"
        : "The memory for checking ran out (" + (memoryBytes >> 10) + " KiB); give it more";
  }

  private String seconds() {
    return String.valueOf(budget.time().toMillis() / 1000.0);
  }

  private void look() {
    timeIsUp = budget.nanoClock().getAsLong() - begun >= nanos;
  }
}
