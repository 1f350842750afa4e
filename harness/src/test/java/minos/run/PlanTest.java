package minos.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Verdict;
import minos.cluster.World;
import minos.fault.FaultKind;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Next;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.history.Columns;
import minos.history.Op;
import minos.time.VirtualTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("The plan of a test")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PlanTest {
  private static final Context START = new Context(0, 0);

  @Test
  void paces_the_load_where_a_rate_is_asked_for() {
    Next.Invoke paced = assertInstanceOf(Next.Invoke.class, plan(100, 1).load().next(START));
    Next.Invoke free = assertInstanceOf(Next.Invoke.class, plan(0, 1).load().next(START));

    assertInstanceOf(Next.Wait.class, paced.rest().next(START));
    assertInstanceOf(Next.Invoke.class, free.rest().next(START));
  }

  @Test
  void holds_the_kinds_of_faults_and_the_time_of_its_test() {
    Plan plan = plan(100, 1);

    assertEquals(List.of("partition", "kill"), plan.kinds().stream().map(FaultKind::name).toList());
    assertEquals(Duration.ofSeconds(20), plan.time());
    assertEquals(4, plan.concurrency());
  }

  @Test
  void refuses_faults_that_would_do_nothing() {
    Asked small = new Asked(1, 0, 1);

    assertThrows(
        IllegalArgumentException.class, () -> Plan.of(small.test(), new Reads(), Map.of()));
  }

  @Test
  void is_the_same_run_for_the_same_seed_only() {
    assertEquals(history(plan(100, 5)), history(plan(100, 5)));
    assertNotEquals(history(plan(100, 5)), history(plan(100, 6)));
  }

  private static List<Op> history(Plan plan) {
    VirtualTime time = new VirtualTime();
    List<Op> history = new ArrayList<>();
    new Runner(plan, new MapSystem(time, 5), time, history::add, status -> {}).run();
    return history;
  }

  private static Plan plan(double rate, long seed) {
    return Plan.of(new Asked(5, rate, seed).test(), new Reads(), Map.of());
  }

  /** What sets the tests of this class apart. */
  private record Asked(int nodes, double rate, long seed) {
    minos.run.Test test() {
      return new minos.run.Test(
          "map",
          "reads",
          World.SIM,
          nodes,
          List.of("partition", "kill"),
          Optional.empty(),
          minos.fault.FaultTiming.DEFAULT,
          Duration.ofSeconds(20),
          4,
          rate,
          2,
          seed,
          List.of(),
          "");
    }
  }

  private static final class Reads implements Workload {
    @Override
    public String name() {
      return "reads";
    }

    @Override
    public String summary() {
      return "Reads and writes.";
    }

    @Override
    public Generator generator(Options options) {
      return Runs.readsAndWrites(new Seed(options.seed()));
    }

    @Override
    public Generator finalGenerator(Options options) {
      return Generators.each(Runs.reads());
    }

    @Override
    public Checker checker(Options options) {
      return new Checker() {
        @Override
        public String name() {
          return "anything goes";
        }

        @Override
        public Verdict check(Columns history, Budget budget) {
          return Verdict.valid(name());
        }
      };
    }
  }
}
