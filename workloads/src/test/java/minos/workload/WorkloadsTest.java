package minos.workload;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.cluster.Cluster;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.fault.Fault;
import minos.fault.FaultScript;
import minos.history.History;
import minos.history.Op;
import minos.run.Honesty;
import minos.run.Plan;
import minos.run.RunResult;
import minos.run.Runner;
import minos.run.Workload;
import minos.target.RaftKv;
import minos.time.VirtualTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Each workload, on the reference in the simulation")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkloadsTest {
  private static final int NODES = 5;

  static List<Workload> all() {
    return ServiceLoader.load(Workload.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(workload -> new RaftKv().refuses(workload.name()).isEmpty())
        .sorted(java.util.Comparator.comparing(Workload::name))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void finds_nothing_wrong_with_the_rules_of_the_paper(String name) throws Exception {
    for (long seed : new long[] {1, 2}) {
      Run run = run(named(name), List.of(), seed);

      assertEquals(Verdict.valid("run"), withoutParts(Honesty.of(run.result)), "seed " + seed);
      assertEquals(List.of(), run.verdict.reasons(), "seed " + seed);
      assertEquals(Validity.VALID, run.verdict.validity(), "seed " + seed);
      assertTrue(run.result.total().ok() > 500, () -> run.result.total().toString());
    }
  }

  @ParameterizedTest(name = "{0} by {1}")
  @CsvSource({
    "register, CL01",
    "cas-register, CL01",
    "key-value, CL01",
    "set, RP01",
    "counter, CL01",
    "queue, CL01",
    "list-append, CL01",
    "lock, CL01"
  })
  void catches_a_flaw_within_twenty_seeds(String name, String flaw) throws Exception {
    List<Long> seeds = new ArrayList<>();
    for (long seed : LongStream.rangeClosed(1, 20).toArray()) {
      if (run(named(name), List.of(flaw), seed).verdict.validity() == Validity.INVALID) {
        seeds.add(seed);
        break;
      }
    }

    assertEquals(1, seeds.size());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void does_the_same_again_from_the_same_seed(String name) throws Exception {
    assertEquals(run(named(name), List.of(), 3).history, run(named(name), List.of(), 3).history);
  }

  @Test
  void shows_clients_the_same_when_the_faults_of_a_run_are_injected_again() throws Exception {
    Run first = run(new Register(), List.of(), 4);
    List<FaultScript.Entry> entries =
        first.result.faults().stream()
            .map(fault ->
                new FaultScript.Entry(
                    new Fault.Chosen(
                        Fault.labelled(fault.fault()).orElseThrow(), requireNonNull(fault.value())),
                    fault.askedNanos(),
                    OptionalLong.of(requireNonNull(fault.healedNanos()))))
            .toList();

    Run again =
        run(new Register(), List.of(), 4, Optional.of(new FaultScript("faults.json", entries)));

    assertEquals(first.ofClients(), again.ofClients());
    assertEquals(first.result.faults().size(), again.result.faults().size());
    assertTrue(entries.size() >= 3, entries::toString);
  }

  static Stream<String> names() {
    return all().stream().map(Workload::name);
  }

  private static Workload named(String name) {
    return all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private static Verdict withoutParts(Verdict verdict) {
    return new Verdict(verdict.validity(), verdict.checker(), verdict.reasons(), List.of());
  }

  private record Run(RunResult result, List<Op> history, Verdict verdict) {
    /** Without their numbers, which count what the nemesis does, too. */
    List<String> ofClients() {
      return history.stream()
          .filter(op -> !op.isByNemesis())
          .map(op -> op.time() + " " + op.process() + " " + op.type() + op.f() + op.value())
          .toList();
    }
  }

  private static Run run(Workload workload, List<String> flaws, long seed) throws Exception {
    return run(workload, flaws, seed, Optional.empty());
  }

  private static Run run(
      Workload workload, List<String> flaws, long seed, Optional<FaultScript> script)
      throws Exception {
    minos.run.Test test =
        new minos.run.Test(
            "raft-kv",
            workload.name(),
            World.SIM,
            NODES,
            List.of("partition", "kill", "pause"),
            script,
            minos.fault.FaultTiming.DEFAULT,
            Duration.ofSeconds(20),
            10,
            100,
            5,
            seed,
            flaws,
            "");
    SystemUnderTest.Setup setup =
        new SystemUnderTest.Setup("workloads", test.nodeNames(), seed, flaws, "", false);
    VirtualTime time = new VirtualTime();
    List<Op> history = new ArrayList<>();
    try (Cluster cluster = new RaftKv().start(World.SIM, setup, time)) {
      RunResult result =
          new Runner(Plan.of(test, workload, Map.of()), cluster, time, history::add, status -> {})
              .run();
      Workload.Options options = new Workload.Options(5, 10, seed);
      Budget budget = new Budget(Duration.ofMinutes(1), System::nanoTime);
      return new Run(
          result, history, workload.checker(options).check(new History(history), budget));
    }
  }
}
