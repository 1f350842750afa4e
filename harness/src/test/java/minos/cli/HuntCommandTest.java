package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("minos hunt")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HuntCommandTest {
  @TempDir private Path folder = Path.of(".");

  @Test
  void names_what_it_did_not_catch_and_does_not_pass() {
    Shell.Result result = hunt();

    assertEquals(2, result.code(), result.err());
    assertTrue(result.out().contains("0 of 1 flaws caught; "), result.out());
    assertTrue(result.out().contains("not caught: RD01\n"), result.out());
    assertTrue(
        result
            .out()
            .contains("of those to be seen in clients: 0 of 1 caught, 0 by the history alone\n"),
        result.out());
    assertTrue(result.out().contains("without a flaw: 0 alarms in "), result.out());
  }

  @Test
  void says_where_a_flaw_is_caught_less_surely_than_before() throws IOException {
    Path matrix = folder.resolve("matrix.json");
    hunt("--json", matrix.toString());
    Files.writeString(
        matrix,
        Files.readString(matrix)
            .replaceFirst(
                "\"flaw\" : \"RD01\",\\s+\"caught\" : 0,\\s+\"trials\" : \\d+",
                "\"flaw\" : \"RD01\", \"caught\" : 900, \"trials\" : 1000"));

    Shell.Result result = hunt("--compare", matrix.toString());

    assertTrue(
        result.out().contains("caught LESS surely than before: 90 % (88-92 %)\n"), result.out());
    assertEquals(1, result.out().lines().filter(line -> line.contains("than before")).count());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "--flaw RD02 | unknown flaw of raft-kv 'RD02'; did you mean 'RD01'? (known: BOOM, RD01)",
        "--workload list | unknown workload 'list' (known: register)",
        "--faults kil | --faults kil: unknown fault kil: did you mean kill?",
        "--catches 0 | --catches 0: at least 1",
        "--time 0s | --time 0s: a run needs some time, such as 30s",
        "--rate 0 | --rate 0.0: operations a second",
        "--budget 0s | --budget 0s: a hunt needs some time, such as 10m",
        "--compare /nowhere | cannot read /nowhere: no such file"
      })
  void refuses_what_cannot_be_in_one_line(String options, String why) {
    Shell.Result result = hunt(options.split(" "));

    assertTrue(result.code() >= 254, result.out());
    assertTrue(result.err().startsWith("minos: " + why), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private static Shell.Result hunt(String... options) {
    List<String> words = new ArrayList<>(List.of("hunt", "--nodes", "3"));
    Map.of(
            "--flaw", "RD01",
            "--faults", "kill-one",
            "--budget", "20ms",
            "--time", "10s",
            "--rate", "20")
        .forEach((option, value) -> {
          if (!List.of(options).contains(option)) {
            words.addAll(List.of(option, value));
          }
        });
    words.addAll(List.of(options));
    return Shell.withDocker().run(words.toArray(String[]::new));
  }
}
