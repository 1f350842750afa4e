package minos.suite;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a suite asks for, as its file says it.
 *
 * @param scenarios cases with a name of their own, which come first
 * @param blocks matrices of cases
 * @param budget of real time, where the file gives one
 * @param retries how often what is unknown or failed is tried again; a violation never is
 * @param tolerance how much worse than a baseline figures may be
 */
public record Suite(
    String name,
    List<Case> scenarios,
    List<Block> blocks,
    Optional<Duration> budget,
    int retries,
    Tolerance tolerance,
    List<Quarantine> quarantine) {

  /**
   * How much worse than a baseline a median may be, as a share of the baseline: 0.5 for half as
   * much again. Of availability, which share may be lost.
   */
  public record Tolerance(double availability, double recovery, double p99, double check) {
    /** Where a file says nothing: what differs from one machine, or one hour, to the next. */
    public static final Tolerance DEFAULT = new Tolerance(0.05, 1.0, 1.0, 2.0);
  }
}
