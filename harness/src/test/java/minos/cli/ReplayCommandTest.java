package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("minos replay, shrink and trace")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayCommandTest {
  @TempDir private Path results = Path.of(".");
  private Path run = Path.of(".");

  @BeforeEach
  void a_run() throws Exception {
    Shell.Result first =
        shell(
            "run",
            "--in",
            "sim",
            "--faults",
            "none",
            "--time",
            "5s",
            "--seed",
            "7",
            "--nodes",
            "3");
    assertEquals(0, first.code(), first.err());
    run = results.resolve("latest").toRealPath();
  }

  @Test
  void repeats_a_simulated_run_byte_by_byte_in_a_folder_of_its_own() throws Exception {
    Shell.Result again = shell("replay", run.toString());

    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().contains("history.jsonl is byte-identical"), again.out());
    Path other = results.resolve("latest").toRealPath();
    assertTrue(!other.equals(run));
    assertEquals(-1, Files.mismatch(run.resolve("history.jsonl"), other.resolve("history.jsonl")));
  }

  @Test
  void says_in_which_line_histories_part_and_fails() throws Exception {
    Path history = run.resolve("history.jsonl");
    List<String> lines = Files.readAllLines(history);
    lines.set(4, lines.get(4).replaceFirst("\"time\":\\d+", "\"time\":1"));
    Files.write(history, lines);

    Shell.Result again = shell("replay", run.toString());

    assertEquals(255, again.code());
    assertTrue(again.out().contains("in line 5"), again.out());
  }

  @Test
  void repeats_as_often_as_asked_and_says_how_often_it_failed() {
    Shell.Result again = shell("replay", run.toString(), "--times", "2");

    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().contains("not linearizable in 0 of 2: 0 to 66 %"), again.out());
  }

  @Test
  void of_a_run_that_does_not_fail_leave_nothing_to_shrink() {
    Shell.Result shrunk = shell("shrink", run.toString());

    assertEquals(2, shrunk.code());
    assertTrue(shrunk.err().contains("does not fail"), shrunk.err());
  }

  @Test
  void leave_the_trace_of_a_run_in_its_folder() {
    Shell.Result traced = shell("trace", run.toString());

    assertEquals(0, traced.code(), traced.err());
    assertEquals("", traced.err());
    assertTrue(Files.exists(run.resolve("trace.html")));
    assertTrue(Files.exists(run.resolve("trace.ndjson")));
  }

  @ParameterizedTest
  @CsvSource({
    "replay nowhere, 255, no run folder nowhere",
    "shrink nowhere, 255, no run folder nowhere",
    "trace nowhere, 255, no run folder nowhere",
    "replay latest --times 0, 254, --times 0: at least once",
    "shrink latest --budget 0s, 254, --budget 0s",
  })
  void refuse_what_cannot_be_in_one_line(String command, int code, String line) {
    Shell.Result result = shell(command.split(" "));

    assertEquals(code, result.code());
    assertTrue(result.err().contains(line), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private Shell.Result shell(String... words) {
    List<String> all = new java.util.ArrayList<>(List.of(words));
    all.addAll(List.of("--results", results.toString()));
    return Shell.withoutDocker().run(all.toArray(String[]::new));
  }
}
