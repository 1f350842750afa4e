package minos.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A user's mistake")
@DisplayNameGeneration(ReplaceUnderscores.class)
class BadInputTest {
  @TempDir private Path folder = Path.of(".");

  @ParameterizedTest(name = "minos {0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          run --workload registre | unknown workload 'registre'; did you mean 'register'? (known: register)
          run --workload queue | unknown workload 'queue' (known: register)
          run --system raftkv | unknown system 'raftkv'; did you mean 'raft-kv'? (known: raft-kv)
          run --faults partitoin | did you mean partition?
          run --faults none,kill | fault none stands alone
          run --faults kill,kill | fault kill is asked for twice
          run --nodes 1 --faults partition | take at least 2
          run --flaw RD02 | unknown flaw of raft-kv 'RD02'; did you mean 'RD01'?
          run --nodes 0 | --nodes 0: a cluster needs at least 1 node
          run --nodes -3 | --nodes -3: a cluster needs at least 1 node
          run --nodes five | Invalid value for option '--nodes': 'five' is not an int
          run --nodes 1000 | 99 nodes at most
          run --time 0s | --time 0s: a run needs some time
          run --time 30 | '30' is no duration; write it like 500ms, 30s, 5m or 1h
          run --time -5s | '-5s' is no duration
          run --concurrency 0 | --concurrency 0: at least 1 client must work
          run --rate -1 | --rate -1.0: operations a second
          run --rate NaN | --rate NaN: operations a second
          run --keys 0 | --keys 0: at least 1 object
          run --in vm | --in
          run --in sim --image x | --image and --in sim exclude each other
          run --in sim --keep | --keep and --in sim exclude each other
          run --runs 0 | --runs 0: at least 1 run
          run --runs two | Invalid value for option '--runs'
          run --runs 2 --keep | --keep and --runs exclude each other
          run --time abc | 'abc' is no duration
          bench | bench what? check or harness or sim or shrink or echo
          bench sim --runs 0 | --runs 0: at least 1 run
          bench sim --in docker | this bench is of the simulation
          bench sim --flaw RD02 | unknown flaw of raft-kv 'RD02'
          run --seed 1.5 | Invalid value for option '--seed'
          run --sede 1 | did you mean --seed?
          run --check-budget long | 'long' is no duration
          run extra | Unmatched argument
          check | Missing required parameter
          check --model regster x.jsonl | unknown model 'regster'; did you mean 'register'?
          chek x | did you mean check?
          list me | Unmatched argument
          `` | no command
          """)
  void gets_one_line_and_254(String arguments, String expected) {
    List<String> words =
        new ArrayList<>(Stream.of(arguments.split(" ")).filter(w -> !w.isEmpty()).toList());
    if (arguments.startsWith("run")) {
      words.add("--results=" + folder);
    }

    Shell.Result result = Shell.withoutDocker().run(words.toArray(String[]::new));

    assertAll(
        () -> assertEquals(254, result.code(), result.err()),
        () -> assertEquals(1, result.err().lines().count(), result.err()),
        () -> assertTrue(result.err().startsWith("minos: "), result.err()),
        () -> assertTrue(result.err().contains(expected), result.err()),
        () -> assertEquals("", result.out()),
        () -> assertEquals(0, entries(), "nothing was begun"));
  }

  @Test
  void docker_where_there_is_none_gets_one_line_and_255() {
    Shell.Result result = Shell.withoutDocker().run("run", "--in", "docker");

    assertEquals(255, result.code());
    assertEquals(
        "minos: cannot run in docker: no Docker engine answers (or take --in sim)\n", result.err());
  }

  @Test
  void results_that_cannot_be_written_get_one_line_and_255() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Shell.Result result =
        Shell.withoutDocker().run("run", "--faults", "none", "--results", file.toString());

    assertEquals(255, result.code(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().startsWith("minos: cannot write " + file), result.err());
  }

  @Test
  void a_cluster_that_does_not_come_up_gets_one_line_and_255() {
    Shell.Result result =
        Shell.withoutDocker().run("run", "--flaw", "BOOM", "--results", folder.toString());

    assertEquals(255, result.code());
    assertEquals("minos: port 7000 is in use; stop what listens there\n", result.err());
  }

  @Test
  void an_even_number_of_nodes_is_only_a_warning() {
    Shell.Result result =
        Shell.withoutDocker()
            .run(
                "run",
                "--nodes",
                "4",
                "--faults",
                "none",
                "--time",
                "1s",
                "--seed",
                "1",
                "--results",
                folder.toString());

    assertEquals(0, result.code(), result.err());
    assertEquals(
        "minos: warning: 4 nodes bear no more failures than 3; odd numbers are usual\n",
        result.err());
  }

  @Test
  void never_shows_a_trace() {
    Shell.Result result = Shell.withoutDocker().run("check", folder.resolve("none").toString());

    assertEquals(254, result.code());
    assertFalse(result.err().contains("Exception"), result.err());
    assertEquals("minos: cannot read " + folder.resolve("none") + ": no such file\n", result.err());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          invokes twice | {"process":0,"type":"invoke","f":"read"};{"process":0,"type":"invoke","f":"read"} | :2:1: process 0
          completes what it never invoked | {"process":0,"type":"ok","f":"read","value":1} | :1:1: process 0
          goes back in time | {"time":9,"process":0,"type":"invoke","f":"read"};{"time":8,"process":0,"type":"ok","f":"read"} | :2:
          is no JSON | {"process":0,"type":"invoke","f":"read"};nonsense;{} | :2:
          """)
  void in_a_history_gets_its_file_and_line_and_254(String what, String lines, String where)
      throws IOException {
    Path file = Files.writeString(folder.resolve("h.jsonl"), history(lines));

    Shell.Result result = Shell.withoutDocker().run("check", file.toString());

    assertEquals(254, result.code(), what + ": " + result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().startsWith("minos: " + file + where), result.err());
  }

  @Test
  void an_empty_history_is_unknown_and_a_folder_without_one_gets_one_line() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    Path none = Files.createDirectory(folder.resolve("none"));

    Shell.Result ofEmpty = Shell.withoutDocker().run("check", empty.toString());
    Shell.Result ofNone = Shell.withoutDocker().run("check", none.toString());

    assertEquals(2, ofEmpty.code(), ofEmpty.err());
    assertTrue(ofEmpty.out().contains("UNKNOWN"), ofEmpty.out());
    assertEquals(254, ofNone.code());
    assertTrue(ofNone.err().startsWith("minos: " + none + " holds neither a run"), ofNone.err());
  }

  @Test
  void results_below_a_regular_file_get_one_line_and_255() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    Shell.Result result =
        Shell.withoutDocker().run("run", "--faults", "none", "--results", file + "/below");

    assertEquals(255, result.code(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().startsWith("minos: cannot write " + file), result.err());
  }

  private static String history(String lines) {
    StringBuilder text = new StringBuilder();
    int index = 0;
    for (String line : lines.split(";", -1)) {
      String time = line.contains("time") ? "" : "\"time\":" + index + ",";
      text.append(line.replaceFirst("^\\{(?=\")", "{\"index\":" + index + "," + time)).append('\n');
      index++;
    }
    return text.toString();
  }

  private long entries() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }
}
