package minos.hunt;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Combined;
import minos.check.Limits;
import minos.check.Validity;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.history.History;
import minos.history.Op;
import minos.run.Honesty;
import minos.run.Plan;
import minos.run.RunResult;
import minos.run.Runner;
import minos.run.Test;
import minos.run.Workload;
import minos.time.RealTime;
import minos.time.VirtualTime;

/** One simulated run that leaves nothing behind but what its judges say. */
public record Trial(Test test, Workload workload, SystemUnderTest system) {

  /**
   * What came of it.
   *
   * @param caughtBy the judges that saw something wrong; empty for none
   * @param unknown that none did, and that the run proves nothing either
   * @param virtualNanos from the start of the load to the end of the final reads
   */
  public record Outcome(Set<Judge> caughtBy, boolean unknown, long virtualNanos, long realNanos) {
    public boolean caught() {
      return !caughtBy.isEmpty();
    }
  }

  public Outcome run() throws ClusterFailed {
    RealTime clock = new RealTime();
    long begun = clock.nanos();
    VirtualTime time = new VirtualTime();
    SystemUnderTest.Setup setup =
        new SystemUnderTest.Setup(
            test.name(),
            test.nodeNames(),
            test.seed(),
            test.flaws(),
            "",
            false,
            Plan.needs(test, system.lacks(World.SIM)));
    List<Op> history = new ArrayList<>();
    try (Cluster cluster = system.start(World.SIM, setup, time)) {
      RunResult result =
          new Runner(
                  Plan.of(test, workload, system.lacks(World.SIM)),
                  cluster,
                  time,
                  history::add,
                  status -> {})
              .run();
      Validity ofHistory = judge(history, clock);
      Set<Judge> caughtBy = caughtBy(ofHistory, result);
      boolean unknown =
          caughtBy.isEmpty() && ofHistory.and(Honesty.of(result).validity()) == Validity.UNKNOWN;
      return new Outcome(caughtBy, unknown, time.nanos(), clock.nanos() - begun);
    }
  }

  private Validity judge(List<Op> history, RealTime clock) {
    Workload.Options options = new Workload.Options(test.keys(), test.concurrency(), test.seed());
    Checker checker = workload.checker(options);
    Budget budget = new Budget(Limits.DEFAULT, clock::nanos);
    return Combined.guarded(checker.name(), () -> checker.check(new History(history), budget))
        .validity();
  }

  private static Set<Judge> caughtBy(Validity ofHistory, RunResult result) {
    Set<Judge> caughtBy = EnumSet.noneOf(Judge.class);
    if (ofHistory == Validity.INVALID) {
      caughtBy.add(Judge.HISTORY);
    }
    if (!result.deaths().isEmpty()) {
      caughtBy.add(Judge.NODE);
    }
    if (!result.recovery().missing().isEmpty()) {
      caughtBy.add(Judge.LIVENESS);
    }
    return caughtBy;
  }
}
