package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import minos.cluster.ClusterFailed;
import minos.cluster.World;
import minos.fault.FaultTiming;
import minos.history.History;
import minos.hunt.Judge;
import minos.run.SimulatedRun;
import minos.shrink.Failing;
import minos.shrink.Schedule;
import minos.shrink.Shrinker;
import minos.workload.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A run of the reference that fails")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShrinkTest {
  private static final RaftKv SYSTEM = new RaftKv();

  /** Enough, and the same on every machine. */
  private static final int TRIALS = 1_500;

  @Test
  void happens_again_op_by_op_from_its_schedule() throws Exception {
    minos.run.Test test = test("RD01", 4);
    SimulatedRun first = run(test);

    Schedule schedule = Schedule.of(test, new History(first.history()), first.faults(), true);
    SimulatedRun again = run(schedule.on(test));

    assertEquals(client(first), client(again));
  }

  @ParameterizedTest
  @CsvSource({"RD01, 4", "SM01, 1", "RP01, 4"})
  void shrinks_to_a_handful_of_operations_and_faults(String flaw, long seed) throws Exception {
    minos.run.Test test = test(flaw, seed);
    SimulatedRun run = run(test);
    Failing.Found found =
        Failing.again(test, new History(run.history()), run.faults(), new Register(), SYSTEM)
            .orElseThrow();
    assertEquals(Judge.HISTORY, found.failing().judge());
    AtomicInteger trials = new AtomicInteger();

    Schedule least =
        new Shrinker(
                found.schedule(),
                found.failing(),
                () -> trials.incrementAndGet() > TRIALS,
                1,
                (what, before, after, runs) -> {})
            .run();

    assertTrue(found.failing().test(least), least::toString);
    assertTrue(least.operations() <= 10, least::toString);
    assertTrue(least.faults().size() <= 5, least::toString);
  }

  @Test
  void that_is_of_the_rules_of_the_paper_does_not_fail() throws Exception {
    minos.run.Test test = test("", 4);
    SimulatedRun run = run(test);

    assertEquals(
        Optional.empty(),
        Failing.again(test, new History(run.history()), run.faults(), new Register(), SYSTEM));
  }

  private static minos.run.Test test(String flaw, long seed) {
    return new minos.run.Test(
        "raft-kv",
        "register",
        World.SIM,
        5,
        List.of("partition", "kill", "pause"),
        Optional.empty(),
        FaultTiming.DEFAULT,
        Duration.ofSeconds(30),
        10,
        100,
        5,
        seed,
        flaw.isEmpty() ? List.of() : List.of(flaw),
        "");
  }

  private static SimulatedRun run(minos.run.Test test) throws ClusterFailed {
    return SimulatedRun.of(test, new Register(), SYSTEM);
  }

  /** What clients did in the first twenty seconds; numbers count the lines of faults, too. */
  private static List<String> client(SimulatedRun run) {
    return run.history().stream()
        .filter(op -> !op.isByNemesis() && op.time() < Duration.ofSeconds(20).toNanos())
        .map(op ->
            List.of(op.time(), op.process(), op.type(), op.f(), String.valueOf(op.value()))
                .toString())
        .toList();
  }
}
