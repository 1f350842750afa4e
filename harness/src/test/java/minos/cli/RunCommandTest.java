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
            "figures.json",
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
            .run(
                "run",
                "--seed",
                "1",
                "--time",
                "5s",
                "--faults",
                "partition",
                "--results",
                results.toString());

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

  @Test
  void runs_many_seeds_one_line_each_and_keeps_what_is_needed_to_repeat_them() throws IOException {
    Shell.Result result = run(Shell.withoutDocker(), "--runs", "5", "--seed", "40");

    assertEquals(0, result.code(), result.err());
    List<String> lines = result.out().lines().toList();
    assertTrue(lines.getFirst().endsWith(", seed 40 to 44"), lines.getFirst());
    for (int run = 0; run < 5; run++) {
      assertTrue(lines.get(run + 1).startsWith("seed " + (40 + run)), lines.get(run + 1));
      assertTrue(lines.get(run + 1).contains(" LINEARIZABLE "), lines.get(run + 1));
    }
    assertTrue(lines.getLast().startsWith("5 runs: 5 valid, 0 invalid, 0 unknown; "), result.out());
    assertEquals(7, lines.size(), result.out());
    assertEquals(
        List.of("faults.json", "figures.json", "run.json", "verdict.json"),
        names(results.resolve("latest")));
  }

  @Test
  void keeps_all_of_a_run_among_many_that_is_not_valid_and_exits_with_the_worst()
      throws IOException {
    Shell.Result result =
        Shell.withoutDocker()
            .run(
                "run",
                "--time",
                "5s",
                "--faults",
                "partition",
                "--runs",
                "2",
                "--seed",
                "1",
                "--results",
                results.toString());

    assertEquals(2, result.code(), result.out() + result.err());
    assertTrue(result.out().contains("2 runs: 0 valid, 0 invalid, 2 unknown"), result.out());
    assertTrue(
        result.out().contains("again   ./minos run --in sim --faults partition --time 5s --seed 2"),
        result.out());
    assertTrue(names(results.resolve("latest")).contains("history.jsonl"));
    assertTrue(names(results.resolve("latest")).contains("report.html"));
  }

  @Test
  void ends_many_runs_at_the_first_that_has_no_cluster() {
    Shell.Result result = run(Shell.withoutDocker(), "--runs", "3", "--flaw", "BOOM");

    assertEquals(255, result.code());
    assertEquals("minos: port 7000 is in use; stop what listens there\n", result.err());
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
