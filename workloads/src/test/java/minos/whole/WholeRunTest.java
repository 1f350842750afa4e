package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsEngine
@DisplayName("A whole run in containers")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WholeRunTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"partition", "kill", "pause"})
  void proves_and_heals_its_faults_and_leaves_a_folder_and_nothing_else(
      String family, @TempDir Path results) throws Exception {
    try (Minos run =
            Minos.start(
                results,
                "run",
                "--in",
                "docker",
                "--nodes",
                "3",
                "--faults",
                family,
                "--time",
                "8s",
                "--seed",
                "11");
        Minos check = judgedAgain(run)) {
      int exit = run.exit();

      assertEquals(0, exit, run.said());
      assertEquals("", run.complaints());
      assertEquals(List.of(), InEngine.of(run.run()));
      assertFaultsHold(run, family);
      assertEquals(
          List.of(
              "faults.json",
              "figures.json",
              "history.jsonl",
              "in-force.jsonl",
              "minos.log",
              "nodes/n1/container.log",
              "nodes/n1/events.jsonl",
              "nodes/n2/container.log",
              "nodes/n2/events.jsonl",
              "nodes/n3/container.log",
              "nodes/n3/events.jsonl",
              "report.html",
              "run.json",
              "verdict.json"),
          run.files());
      assertEquals("valid", run.json("verdict.json").path("verdict").asText());
      assertEquals(0, check.exit(), check.said());
      assertTrue(check.said().contains("LINEARIZABLE"), check.said());
    }
  }

  /** Waits for the run: a folder can be judged again only once it is whole. */
  private static Minos judgedAgain(Minos run) throws Exception {
    run.exit();
    return Minos.start(run.results(), "check", run.folder().toString());
  }

  private static void assertFaultsHold(Minos run, String family) throws Exception {
    JsonNode faults = run.json("faults.json").path("faults");
    assertFalse(faults.isEmpty(), "no fault was begun");
    for (JsonNode fault : faults) {
      assertTrue(fault.path("fault").asText().startsWith(family), fault.toString());
      assertTrue(fault.path("proven").asBoolean(), fault.toString());
      assertTrue(fault.path("healed").asBoolean(), fault.toString());
      assertFalse(fault.path("evidence").isEmpty(), fault.toString());
      assertFalse(fault.path("healEvidence").isEmpty(), fault.toString());
      assertTrue(fault.path("operations").asLong() > 0, fault.toString());
    }
  }
}
