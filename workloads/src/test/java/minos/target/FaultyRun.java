package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.cluster.Capability;
import minos.cluster.Cluster;
import minos.cluster.SystemUnderTest.Setup;
import minos.cluster.World;
import minos.fault.FaultRecord;
import minos.fault.FaultTiming;
import minos.history.History;
import minos.history.Op;
import minos.run.Plan;
import minos.run.RunResult;
import minos.run.Runner;
import minos.run.Workload;
import minos.time.Time;
import minos.workload.Register;

/** A run of the reference under one kind of fault, or under several, by turns. */
record FaultyRun(RunResult result, Verdict verdict) {

  static FaultyRun of(
      World world, Time time, String fault, Duration length, List<String> flaws, long seed)
      throws Exception {
    return of(world, time, fault, length, flaws, seed, FaultTiming.DEFAULT);
  }

  static FaultyRun of(
      World world,
      Time time,
      String fault,
      Duration length,
      List<String> flaws,
      long seed,
      FaultTiming timing)
      throws Exception {
    minos.run.Test test =
        new minos.run.Test(
            "raft-kv",
            "register",
            world,
            5,
            List.of(fault.split(",")),
            Optional.empty(),
            timing,
            length,
            10,
            100,
            5,
            seed,
            flaws,
            "");
    RaftKv system = new RaftKv();
    Map<Capability, String> lacks = system.lacks(world);
    Setup setup =
        new Setup(
            "faulty-" + fault + "-" + System.nanoTime(),
            test.nodeNames(),
            seed,
            flaws,
            "",
            false,
            Plan.needs(test, lacks));
    Workload workload = new Register();
    List<Op> history = new ArrayList<>();
    try (Cluster cluster = system.start(world, setup, time)) {
      RunResult result =
          new Runner(Plan.of(test, workload, lacks), cluster, time, history::add, status -> {})
              .run();
      Workload.Options options = new Workload.Options(5, 10, seed);
      Budget budget = new Budget(Duration.ofMinutes(1), System::nanoTime);
      return new FaultyRun(result, workload.checker(options).check(new History(history), budget));
    }
  }

  /** All evidence of one of its faults. */
  String evidence() {
    return String.join("; ", result.faults().getFirst().evidence());
  }

  /** That it had the fault, proved it, healed it, and that the reference bore it. */
  void mustBeBorne() {
    assertNotEquals(Validity.INVALID, verdict.validity(), verdict.toString());
    assertFalse(result.faults().isEmpty());
    for (FaultRecord fault : result.faults()) {
      assertEquals(List.of(), fault.errors(), fault.toString());
      assertEquals(true, fault.proven() && fault.healed(), fault.toString());
      assertFalse(fault.healEvidence().isEmpty(), fault.toString());
    }
    assertEquals(List.of(), result.deaths());
    assertEquals(List.of(), result.recovery().missing());
  }
}
