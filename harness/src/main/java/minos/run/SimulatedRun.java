package minos.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.Traced;
import minos.cluster.World;
import minos.fault.FaultScript;
import minos.history.Op;
import minos.time.VirtualTime;

/** One run in the simulation that leaves nothing on disk. */
public record SimulatedRun(List<Op> history, RunResult result) {
  public SimulatedRun {
    history = List.copyOf(history);
  }

  public static SimulatedRun of(Test test, Workload workload, SystemUnderTest system)
      throws ClusterFailed {
    return of(test, workload, system, event -> {});
  }

  /**
   * @param viewer sees what happens within, from when the run begins, on the calling thread
   */
  public static SimulatedRun of(
      Test test, Workload workload, SystemUnderTest system, Consumer<Traced> viewer)
      throws ClusterFailed {
    VirtualTime time = new VirtualTime();
    SystemUnderTest.Setup setup =
        new SystemUnderTest.Setup(
            test.name(),
            test.nodeNames(),
            test.seed(),
            test.flaws(),
            "",
            false,
            Plan.needs(test, system.lacks(World.SIM)),
            test.swarm(),
            false,
            test.program(),
            test.workload(),
            test.latency());
    List<Op> history = new ArrayList<>();
    try (Cluster cluster = system.start(World.SIM, setup, time)) {
      cluster.trace(viewer);
      Plan plan = Plan.of(test, workload, system.lacks(World.SIM));
      return new SimulatedRun(
          history, new Runner(plan, cluster, time, history::add, status -> {}).run());
    }
  }

  /** Its faults as they were chosen, without those that never took effect. */
  public List<FaultScript.Entry> faults() {
    return result.faults().stream().flatMap(fault -> FaultScript.Entry.of(fault).stream()).toList();
  }
}
