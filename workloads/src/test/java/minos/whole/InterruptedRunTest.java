package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import minos.cluster.ClusterFailed;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsEngine
@DisplayName("A run in containers, interrupted")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InterruptedRunTest {
  private static final String[] LONG_RUN = {
    "run", "--in", "docker", "--nodes", "3", "--faults", "kill,pause", "--time", "5m", "--seed", "3"
  };

  @Test
  void under_load_heals_and_judges_what_was_seen(@TempDir Path results) throws Exception {
    try (Minos run = Minos.start(results, LONG_RUN)) {
      run.awaitHistory("\"nemesis\"");

      run.interrupt();
      int exit = run.exit();

      assertEquals(2, exit, run.said());
      JsonNode verdict = run.json("verdict.json");
      assertEquals("unknown", verdict.path("verdict").asText());
      assertTrue(verdict.toString().contains("never begun: the run was stopped"), run.said());
      JsonNode faults = run.json("faults.json").path("faults");
      assertEquals(1, faults.size());
      assertTrue(faults.path(0).path("healed").asBoolean(), faults.toString());
      assertTrue(Files.readString(run.history()).lines().count() > 10);
      assertTrue(run.files().containsAll(List.of("report.html", "nodes/n1/container.log")));
      assertEquals(List.of(), InEngine.of(run.run()));
    }
  }

  @Test
  void while_it_starts_judges_the_little_there_is(@TempDir Path results) throws Exception {
    try (Minos run = Minos.start(results, LONG_RUN)) {
      awaitSomethingMade(run);

      run.interrupt();
      int exit = run.exit();

      assertEquals(2, exit, run.said());
      assertEquals("unknown", run.json("verdict.json").path("verdict").asText());
      assertEquals(List.of(), InEngine.of(run.run()));
    }
  }

  @Test
  void twice_while_it_starts_ends_at_once_and_leaves_nothing(@TempDir Path results)
      throws Exception {
    try (Minos run = Minos.start(results, LONG_RUN)) {
      awaitSomethingMade(run);

      run.interrupt();
      run.awaitSaid("stopping");
      run.interrupt();
      int exit = run.exit();

      assertEquals(255, exit, run.said());
      assertEquals(List.of(), InEngine.of(run.run()));
    }
  }

  private static void awaitSomethingMade(Minos run) {
    run.await("something in the engine", () -> run.hasFolder() && isSomethingMade(run));
  }

  private static boolean isSomethingMade(Minos run) {
    try {
      return !InEngine.of(run.run()).isEmpty();
    } catch (ClusterFailed e) {
      throw new IllegalStateException(e);
    }
  }
}
