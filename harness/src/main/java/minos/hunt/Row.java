package minos.hunt;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.run.Test;

/**
 * What is known of one flaw after a hunt: a row of the kill matrix.
 *
 * @param flaw id; {@link Hunt#NONE} for the rules as they are
 * @param unknown trials that proved nothing, not even that all was well
 * @param byJudge how often each saw something wrong; one trial may be seen by several
 * @param firstBy how often each was the first to see it
 * @param median what it took to catch it once; empty if it never was
 * @param grounds in the order in which they were tried
 * @param example the first trial that caught it
 */
public record Row(
    String flaw,
    long caught,
    long trials,
    long unknown,
    Map<Judge, Long> byJudge,
    Map<Judge, Long> firstBy,
    Optional<Median> median,
    List<On> grounds,
    Optional<Example> example) {

  /** Half of the catches took no more than this, each counted since the last. */
  public record Median(long trials, long virtualNanos, long realNanos) {}

  /** How often it was caught on one ground. */
  public record On(Ground ground, long caught, long trials) {}

  /**
   * What shows it.
   *
   * @param first the judge that saw it first
   * @param what it saw
   */
  public record Example(Ground ground, Test test, Judge first, String what) {}

  public Interval probability() {
    return Interval.of(caught, trials);
  }

  /** Where it is most surely caught: the highest lower bound. */
  public Optional<On> best() {
    return grounds.stream()
        .filter(on -> on.caught() > 0)
        .max(Comparator.comparingDouble(on -> Interval.of(on.caught(), on.trials()).low()));
  }
}
