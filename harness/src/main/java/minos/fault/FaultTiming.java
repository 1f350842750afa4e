package minos.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.fault.FaultSchedule.Pace;
import minos.generate.Generator;
import minos.generate.Seed;

/**
 * When the faults of a run come.
 *
 * @param interval from the begin of one to the begin of the next, on average; empty for the usual
 *     pace, or a faster one where the run is short
 */
public record FaultTiming(Rhythm rhythm, Optional<Duration> interval) {
  public static final FaultTiming DEFAULT = new FaultTiming(Rhythm.TURNS, Optional.empty());

  /** What the nemesis is to do. */
  public Generator generator(List<FaultKind> kinds, int nodes, Duration time, Seed seed) {
    Pace pace =
        interval
            .map(each -> Pace.every(each, time))
            .orElseGet(() -> Pace.within(time, kinds.size()));
    return rhythm.generator(kinds, nodes, pace, seed);
  }
}
