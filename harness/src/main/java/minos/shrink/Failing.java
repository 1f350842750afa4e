package minos.shrink;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.fault.FaultScript;
import minos.history.History;
import minos.hunt.Judge;
import minos.hunt.Trial;
import minos.run.Test;
import minos.run.Workload;

/**
 * Whether schedules fail in the simulation as a run did.
 *
 * @param pattern the run's test: all that a schedule does not say
 * @param judge who must see that something is wrong
 */
public record Failing(Test pattern, Workload workload, SystemUnderTest system, Judge judge)
    implements Predicate<Schedule> {

  /** A schedule that fails, and how. */
  public record Found(Schedule schedule, Failing failing) {}

  /** A recorded run done again by its schedule; empty if nobody sees anything wrong. */
  public static Optional<Found> again(
      Test test,
      History history,
      List<FaultScript.Entry> faults,
      Workload workload,
      SystemUnderTest system) {
    Schedule asking = Schedule.of(test, history, faults, true);
    Set<Judge> judges = judges(asking, test, workload, system);
    // What clients saw, if they saw it: that concerns everybody.
    return (judges.contains(Judge.HISTORY)
            ? Optional.of(Judge.HISTORY)
            : judges.stream().findFirst())
        .map(judge -> new Failing(test, workload, system, judge))
        .map(failing -> {
          Schedule plain = Schedule.of(test, history, faults, false);
          return new Found(failing.test(plain) ? plain : asking, failing);
        });
  }

  private static Set<Judge> judges(
      Schedule schedule, Test pattern, Workload workload, SystemUnderTest system) {
    try {
      return new Trial(schedule.on(pattern), workload, system).run().caughtBy();
    } catch (ClusterFailed | RuntimeException e) {
      // A run that breaks off shows nothing: a part of what a run did may be what no client does.
      return EnumSet.noneOf(Judge.class);
    }
  }

  @Override
  public boolean test(Schedule schedule) {
    return judges(schedule, pattern, workload, system).contains(judge);
  }
}
