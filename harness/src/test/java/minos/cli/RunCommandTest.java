package minos.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos run")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunCommandTest {
  @TempDir private Path results = Path.of(".");

  @Test
  void leaves_a_folder_with_all_that_a_run_has() throws IOException {
    Shell.Result result = run(Shell.withoutDocker(), "--seed", "7");

    assertEquals(0, result.code(), result.err());
    assertEquals(
        List.of(
            "faults.json",
            "history.jsonl",
            "minos.log",
            "nodes",
            "report.html",
            "run.json",
            "verdict.json"),
        names(results.resolve("latest")));
    assertTrue(result.out().contains("LINEARIZABLE · register · raft-kv x5 · no faults · seed 7"));
    assertTrue(result.out().contains("again   ./minos run --in sim"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void repeats_the_same_history_from_the_same_seed() throws IOException {
    run(Shell.withoutDocker(), "--seed", "7");
    byte[] first = Files.readAllBytes(results.resolve("latest/history.jsonl"));
    run(Shell.withoutDocker(), "--seed", "7");
    byte[] again = Files.readAllBytes(results.resolve("latest/history.jsonl"));
    run(Shell.withoutDocker(), "--seed", "8");
    byte[] other = Files.readAllBytes(results.resolve("latest/history.jsonl"));

    assertArrayEquals(first, again);
    assertTrue(first.length > 1_000, first.length + " bytes");
    assertFalse(java.util.Arrays.equals(first, other));
  }

  @Test
  void takes_the_simulation_where_there_are_no_containers_and_says_so() {
    Shell.Result result = run(Shell.withoutDocker());

    assertTrue(
        result.out().startsWith("raft-kv x5 in sim (no containers: no Docker engine answers), "),
        result.out());
  }

  @Test
  void says_which_seed_it_took() {
    Shell.Result result = run(Shell.withoutDocker());

    assertTrue(result.out().lines().findFirst().orElse("").matches(".*, seed \\d+"), result.out());
  }

  @Test
  void calls_faults_unknown_that_could_not_be_proven() {
    Shell.Result result =
        Shell.withoutDocker()
            .run("run", "--time", "5s", "--faults", "partition", "--results", results.toString());

    assertEquals(2, result.code(), result.out() + result.err());
    assertTrue(result.out().startsWith("raft-kv x5"), result.out());
    assertTrue(result.out().contains("UNKNOWN · register"), result.out());
  }

  @Test
  void keeps_what_it_knows_of_a_cluster_that_did_not_come_up() throws IOException {
    Shell.Result result = run(Shell.withoutDocker(), "--flaw", "BOOM");

    assertEquals(255, result.code());
    String verdict = Files.readString(results.resolve("latest/verdict.json"));
    assertTrue(verdict.contains("\"unknown\""), verdict);
    assertTrue(verdict.contains("port 7000 is in use"), verdict);
    assertTrue(Files.exists(results.resolve("latest/run.json")));
  }

  private Shell.Result run(Shell shell, String... more) {
    Stream<String> fixed =
        Stream.of("run", "--faults", "none", "--time", "1s", "--results", results.toString());
    return shell.run(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
