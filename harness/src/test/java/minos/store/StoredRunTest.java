package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

@DisplayName("A run that is kept")
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoredRunTest {
  private static final int FOR_EVER = Integer.MAX_VALUE;

  @TempDir private Path results = Path.of(".");

  @Test
  void that_breaks_off_keeps_its_history_and_is_unknown() throws Exception {
    StoredRun.Outcome outcome = new StoredRun(request(50), RunListener.NONE).execute();

    assertEquals(Validity.UNKNOWN, outcome.verdict().validity());
    assertEquals(List.of("The run broke off: out of ideas."), outcome.verdict().reasons());
    assertTrue(outcome.history().operations().size() >= 40, outcome.history()::toString);
    assertTrue(outcome.folder().read("verdict.json").contains("The run broke off"));
    assertTrue(Files.readString(outcome.folder().log()).contains("out of ideas"));
  }

  @Test
  void that_goes_on_to_its_end_is_valid() throws Exception {
    StoredRun.Outcome outcome = new StoredRun(request(FOR_EVER), RunListener.NONE).execute();

    assertEquals(Validity.VALID, outcome.verdict().validity(), outcome.verdict()::toString);
  }

  @Test
  void keeps_only_what_repeats_it_where_that_is_enough() throws Exception {
    RunFolder folder = new StoredRun(request(FOR_EVER), RunListener.NONE).execute().folder();
    Files.writeString(Files.createDirectories(folder.nodes().resolve("n1")).resolve("log"), "");

    folder.keepSummary();

    try (var files = Files.list(folder.path())) {
      assertEquals(
          List.of("faults.json", "run.json", "verdict.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  private StoredRun.Request request(int operations) {
    minos.run.Test test =
        new minos.run.Test(
            "memory",
            "register",
            World.SIM,
            1,
            List.of(),
            Optional.empty(),
            minos.fault.FaultTiming.DEFAULT,
            Duration.ofSeconds(1),
            3,
            100,
            1,
            7,
            List.of(),
            "");
    return new StoredRun.Request(
        test,
        new Failing(operations),
        new MemorySystem(),
        results,
        Instant.EPOCH,
        false,
        false,
        Limits.DEFAULT);
  }

  /** Writes and reads, until it has no idea what to do next. */
  private record Failing(int operations) implements Workload {
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
          (number, seed) -> {
            if (number >= operations) {
              throw new IllegalStateException("out of ideas");
            }
            return number % 2 == 0
                ? new Invocation("write", 0L, number)
                : new Invocation("read", 0L, null);
          });
    }

    @Override
    public Generator finalGenerator(Options options) {
      return Generators.once(new Invocation("read", 0L, null));
    }

    @Override
    public Checker checker(Options options) {
      return new Linearizability(new Register());
    }
  }
}
