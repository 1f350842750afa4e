package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import minos.cluster.Latency;
import minos.cluster.World;
import minos.fault.Fault;
import minos.fault.FaultScript;
import minos.history.Op;
import minos.run.OpScript;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("run.json")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunInfoTest {
  private static final minos.run.Test TEST = test("partition-halves", Optional.empty());
  private static final RunInfo INFO =
      new RunInfo(
          TEST,
          true,
          Instant.parse("2026-11-21T12:00:00.250Z"),
          new Versions("1.0", "25", "Linux"),
          Map.of("image", "sha256:12"));

  @TempDir private Path results = Path.of(".");

  @Test
  void is_read_back_as_it_was_written() throws StoreFailed {
    RunFolder folder = RunFolder.create(results, "t", INFO.started());

    folder.write("run.json", INFO.toJson("results/t"));

    assertEquals(INFO, RunInfo.read(folder));
  }

  @Test
  void holds_a_fault_script_in_full_and_names_its_file_in_the_command() throws StoreFailed {
    FaultScript script =
        new FaultScript(
            "results/old/faults.json",
            List.of(
                new FaultScript.Entry(
                    new Fault.Chosen(
                        Fault.labelled("partition-one").orElseThrow(),
                        Map.of("n1", List.of("n2", "n3"))),
                    5,
                    OptionalLong.of(9)),
                new FaultScript.Entry(
                    new Fault.Chosen(Fault.labelled("kill-all").orElseThrow(), List.of("n1", "n3")),
                    20,
                    OptionalLong.empty())));
    RunInfo info =
        new RunInfo(
            test("partition-one", Optional.of(script)),
            false,
            INFO.started(),
            INFO.versions(),
            INFO.cluster());
    RunFolder folder = RunFolder.create(results, "t", info.started());

    folder.write("run.json", info.toJson("results/t"));

    assertEquals(info, RunInfo.read(folder));
    assertTrue(info.again("results/t").contains(" --fault-script results/old/faults.json "));
    assertFalse(info.again("results/t").contains("--faults"));
  }

  @Test
  void holds_the_command_of_programs_how_far_apart_they_are_and_what_is_usual_for_nobody()
      throws StoreFailed {
    minos.run.Test test =
        test("partition-halves", Optional.empty())
            .running(List.of("./kv", "--disk", "a b"))
            .apart(Optional.of(Latency.parse("uniform:20ms")));
    RunInfo info = new RunInfo(test, false, INFO.started(), INFO.versions(), INFO.cluster());
    RunFolder folder = RunFolder.create(results, "t", info.started());

    folder.write("run.json", info.toJson("results/t"));

    assertEquals(info, RunInfo.read(folder));
    assertTrue(
        info.again("results/t")
            .endsWith(" --program './kv --disk '\\''a b'\\''' --latency uniform:20ms"),
        info.again("results/t"));
  }

  @Test
  void holds_a_script_of_operations_in_full_and_names_its_folder_in_the_command()
      throws StoreFailed {
    OpScript script =
        new OpScript(
            List.of(
                new Op(0, 7, 6, Op.Type.INVOKE, "cas", 1L, List.of(1L, 2L), Map.of("a", "b")),
                new Op(1, 7, 6, Op.Type.INVOKE, "read", null, null, Map.of())),
            List.of(new Op(2, 0, 0, Op.Type.INVOKE, "read", "x", null, Map.of())));
    minos.run.Test test = test("partition-halves", Optional.empty()).with(script);
    RunInfo info = new RunInfo(test, false, INFO.started(), INFO.versions(), INFO.cluster());
    RunFolder folder = RunFolder.create(results, "t", info.started());

    folder.write("run.json", info.toJson("results/t"));

    assertEquals(info, RunInfo.read(folder));
    assertEquals("./minos replay results/t", info.again("results/t"));
  }

  @Test
  void refuses_operations_of_more_clients_than_there_are() {
    OpScript script =
        new OpScript(
            List.of(new Op(0, 7, 7, Op.Type.INVOKE, "read", 1L, null, Map.of())), List.of());

    assertThrows(
        IllegalArgumentException.class,
        () -> test("partition-halves", Optional.empty()).with(script));
  }

  @Test
  void holds_the_command_that_repeats_the_run() {
    assertEquals(
        "./minos run --in docker --nodes 3"
            + " --faults partition-halves --time 1500ms --concurrency 7 --rate 0.5 --keys 2"
            + " --seed -9 --flaw RD01 --flaw CL01 --image 'my image:1' --fail-fast",
        INFO.again("results/t"));
    assertTrue(INFO.toJson("results/t").contains("--seed -9"), INFO.toJson("results/t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"schemaVersion\":2}", "{\"schemaVersion\":1}"})
  void that_is_none_is_refused_in_one_line_that_names_it(String text) throws StoreFailed {
    RunFolder folder = RunFolder.create(results, "t", INFO.started());
    folder.write("run.json", text);

    StoreFailed failure = assertThrows(StoreFailed.class, () -> RunInfo.read(folder));

    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith(folder.runJson().toString()), message);
    assertEquals(1, message.lines().count(), message);
  }

  private static minos.run.Test test(String fault, Optional<FaultScript> script) {
    return new minos.run.Test(
        "raft-kv",
        "register",
        World.DOCKER,
        3,
        List.of(fault),
        script,
        minos.fault.FaultTiming.DEFAULT,
        Duration.ofMillis(1_500),
        7,
        0.5,
        2,
        -9,
        List.of("RD01", "CL01"),
        "my image:1");
  }
}
