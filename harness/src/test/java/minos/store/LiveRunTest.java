package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import minos.check.Checker;
import minos.check.Limits;
import minos.check.Validity;
import minos.check.linear.Linearizability;
import minos.cluster.World;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.model.Register;
import minos.run.Workload;
import minos.sim.MemorySystem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run that is judged while it goes on")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveRunTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path results = Path.of(".");

  @Test
  void stops_at_the_first_contradiction_if_asked_to() throws Exception {
    StoredRun.Outcome whole = run(false, 3);
    StoredRun.Outcome stopped = run(true, 3);

    assertEquals(Validity.INVALID, whole.verdict().validity());
    assertEquals(Validity.INVALID, stopped.verdict().validity());
    int all = whole.history().operations().size();
    int some = stopped.history().operations().size();
    assertTrue(some < all / 10, some + " of " + all);
    assertTrue(
        stopped.verdict().reasons().stream()
            .anyMatch(reason -> reason.startsWith("The run was stopped at 0.")),
        stopped.verdict()::toString);
    assertFalse(whole.verdict().reasons().stream().anyMatch(why -> why.contains("was stopped")));
  }

  @Test
  void stops_at_the_same_operation_every_time() throws Exception {
    String once = Files.readString(run(true, 3).folder().history());
    String again = Files.readString(run(true, 3).folder().history());
    String whole = Files.readString(run(false, 3).folder().history());

    assertEquals(once, again);
    assertTrue(whole.startsWith(once.substring(0, once.length() / 2)));
  }

  @Test
  void goes_on_to_its_end_where_nothing_contradicts() throws Exception {
    StoredRun.Outcome outcome = run(true, 0);

    assertEquals(Validity.VALID, outcome.verdict().validity(), outcome.verdict()::toString);
    assertTrue(outcome.history().ops().getLast().time() >= LONG.toNanos());
  }

  private StoredRun.Outcome run(boolean failFast, int odd) throws Exception {
    minos.run.Test test =
        new minos.run.Test(
            "memory",
            "register",
            World.SIM,
            1,
            List.of(),
            Optional.empty(),
            minos.fault.FaultTiming.DEFAULT,
            LONG,
            3,
            100,
            1,
            7,
            List.of(),
            "");
    StoredRun.Request request =
        new StoredRun.Request(
            test,
            new Odd(odd),
            new MemorySystem(),
            results,
            Instant.EPOCH,
            false,
            failFast,
            Limits.DEFAULT);
    return new StoredRun(request, RunListener.NONE).execute();
  }

  /** Asks for more than the store does: that it holds a number at first. */
  private record Odd(long initial) implements Workload {
    @Override
    public String name() {
      return "register";
    }

    @Override
    public String summary() {
      return "reads and writes";
    }

    @Override
    public Generator generator(Options options) {
      return Generators.draw(
          new Seed(options.seed()),
          (number, seed) ->
              number % 3 == 2
                  ? new Invocation("write", 0L, number)
                  : new Invocation("read", 0L, null));
    }

    @Override
    public Generator finalGenerator(Options options) {
      return Generators.once(new Invocation("read", 0L, null));
    }

    @Override
    public Checker checker(Options options) {
      return new Linearizability(initial == 0 ? new Register() : new Register(initial));
    }
  }
}
