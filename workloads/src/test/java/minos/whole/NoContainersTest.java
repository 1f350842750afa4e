package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs no engine, but the packaged application. */
@Tag("docker")
@DisplayName("A run where no engine answers")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NoContainersTest {
  private static final Map<String, String> NOBODY =
      Map.of("DOCKER_HOST", "unix:///nonexistent.sock");

  @Test
  void is_refused_in_one_line_where_containers_were_asked_for(@TempDir Path results)
      throws Exception {
    try (Minos run = Minos.start(results, NOBODY, "run", "--in", "docker", "--time", "1s")) {
      int exit = run.exit();

      assertEquals(255, exit);
      assertEquals(1, run.said().lines().count(), run.said());
      assertTrue(
          run.said().startsWith("minos: cannot run in docker: no Docker engine answers"),
          run.said());
    }
  }

  @Test
  void is_simulated_and_says_why_where_nothing_was_asked_for(@TempDir Path results)
      throws Exception {
    try (Minos run = Minos.start(results, NOBODY, "run", "--time", "10s", "--seed", "1")) {
      int exit = run.exit();

      assertEquals(0, exit, run.said());
      assertTrue(
          run.said().contains("in sim (no containers: no Docker engine answers"), run.said());
      assertEquals("sim", run.json("run.json").path("test").path("in").asText());
    }
  }

  @Test
  void is_refused_before_anything_where_the_store_does_not_serve_the_workload(@TempDir Path results)
      throws Exception {
    try (Minos run = Minos.start(results, "run", "--system", "etcd", "--workload", "queue")) {
      int exit = run.exit();

      assertEquals(254, exit, run.said());
      assertEquals(
          "minos: --workload queue: etcd serves only cas-register, key-value, register, set",
          run.complaints());
    }
  }
}
