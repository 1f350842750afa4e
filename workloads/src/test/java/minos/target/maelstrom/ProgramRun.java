package minos.target.maelstrom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import minos.check.Budget;
import minos.check.Verdict;
import minos.cluster.Cluster;
import minos.cluster.SystemUnderTest.Setup;
import minos.cluster.World;
import minos.fault.FaultTiming;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Next;
import minos.generate.Generators;
import minos.history.History;
import minos.history.Op;
import minos.run.Limits;
import minos.run.Plan;
import minos.run.RunResult;
import minos.run.Runner;
import minos.run.Workload;
import minos.time.RealTime;

/**
 * A short run of a program.
 *
 * @param verdict of what clients saw
 */
record ProgramRun(Verdict verdict, RunResult result) {
  private static final int KEYS = 2;
  private static final int CONCURRENCY = 6;
  private static final Duration LOAD = Duration.ofSeconds(2);

  /** Enough for programs of these tests to tell one another what they know. */
  private static final long QUIET_NANOS = 1_500_000_000;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  static ProgramRun of(String name, List<String> words, int nodes, String faults, long seed)
      throws Exception {
    return of(name, words, nodes, faults, seed, Limits.DEFAULT);
  }

  /** Of a program that is not expected to answer. */
  static ProgramRun ofSilent(String name, List<String> words) throws Exception {
    Duration second = Duration.ofSeconds(1);
    return of(name, words, 1, "none", 1, new Limits(second, second, second, second));
  }

  private static ProgramRun of(
      String name, List<String> words, int nodes, String faults, long seed, Limits limits)
      throws Exception {
    Maelstrom system = new Maelstrom();
    Workload workload = workload(name);
    minos.run.Test test =
        new minos.run.Test(
            system.name(),
            name,
            World.PROCESS,
            nodes,
            faults.equals("none") ? List.of() : List.of(faults.split(",")),
            Optional.empty(),
            FaultTiming.DEFAULT,
            LOAD,
            CONCURRENCY,
            200,
            KEYS,
            seed,
            List.of(),
            "");
    Setup setup =
        new Setup("test", test.nodeNames(), seed, List.of(), "", false)
            .running(words)
            .serving(name);
    Plan plan = hurried(Plan.of(test, workload, system.lacks(World.PROCESS)), limits);
    RealTime time = new RealTime();
    List<Op> history = new ArrayList<>();
    try (Cluster cluster = system.start(World.PROCESS, setup, time)) {
      RunResult result = new Runner(plan, cluster, time, history::add, status -> {}).run();
      Verdict verdict =
          workload
              .checker(new Workload.Options(KEYS, CONCURRENCY, seed))
              .check(new History(history), new Budget(PATIENCE, time::nanos));
      return new ProgramRun(verdict, result);
    }
  }

  /** With final reads that come sooner than in real runs. */
  private static Plan hurried(Plan plan, Limits limits) {
    return new Plan(
        plan.load(),
        plan.script(),
        Generators.delay(QUIET_NANOS, withoutWaiting(plan.finalReads())),
        plan.kinds(),
        plan.faults(),
        plan.concurrency(),
        plan.time(),
        plan.seed(),
        limits);
  }

  private static Generator withoutWaiting(Generator generator) {
    return context ->
        switch (generator.next(new Context(Long.MAX_VALUE / 2, context.process()))) {
          case Next.Wait(long until, Generator rest) ->
              rest.next(new Context(until, context.process()));
          case Next.Invoke invoke -> invoke;
          case Next.Done done -> done;
        };
  }

  private static Workload workload(String name) {
    return ServiceLoader.load(Workload.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
