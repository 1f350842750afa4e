package minos.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import minos.suite.CaseReport;
import minos.suite.Standing;
import minos.suite.SuiteReport;
import minos.suite.gate.SuiteJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("minos suite")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SuiteCommandTest {
  private static final String FOUR =
      """
      suite: four
      matrix:
        - time: 5s
          keys: [2, 3]
          seed: 1..2
      """;

  @TempDir private Path folder = Path.of(".");

  @Test
  void runs_every_case_and_keeps_what_came_of_it() throws IOException {
    Shell.Result result = suite(FOUR);

    assertEquals(0, result.code(), result::toString);
    SuiteReport report = report();
    assertTrue(report.complete());
    assertEquals(4, report.count(Standing.PASSED));
    assertEquals(4, lines());
    for (CaseReport each : report.cases()) {
      Path run =
          folder.resolve("results").resolve(each.last().orElseThrow().folder().orElseThrow());
      assertTrue(Files.exists(run.resolve("verdict.json")), run::toString);
    }
    assertTrue(Files.exists(suiteFolder().resolve("junit.xml")));
    assertTrue(Files.exists(suiteFolder().resolve("summary.md")));
  }

  @Test
  void says_the_same_however_many_run_at_a_time() throws IOException {
    suite(FOUR, "--parallel", "1");
    List<String> one = report().cases().stream().map(SuiteCommandTest::outcome).toList();
    suite(FOUR, "--parallel", "4");

    assertEquals(one, report().cases().stream().map(SuiteCommandTest::outcome).toList());
  }

  @Test
  void goes_on_after_a_crash_with_what_had_not_ended() throws IOException {
    suite(FOUR);
    Path file = suiteFolder().resolve("results.jsonl");
    List<String> lines = Files.readAllLines(file);
    Files.writeString(file, lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(9));
    Path json = suiteFolder().resolve("suite.json");
    Files.writeString(
        json, Files.readString(json).replace("\"complete\" : true", "\"complete\" : false"));
    long runs = runs();

    Shell.Result result = suite(FOUR, "--resume");

    assertEquals(0, result.code(), result::toString);
    assertTrue(result.out().contains("where 2 runs had ended"), result.out());
    assertEquals(2, runs() - runs);
    assertEquals(4, report().count(Standing.PASSED));
    assertEquals(4, lines());
  }

  @Test
  void begins_anew_where_nothing_was_cut_off() throws IOException {
    Shell.Result result = suite(FOUR, "--resume");

    assertTrue(result.out().contains("nothing to go on with: begins anew"), result.out());
    assertEquals(4, report().count(Standing.PASSED));
  }

  @Test
  void begins_nothing_that_would_not_be_over_in_time_and_lists_it() throws IOException {
    Shell.Result result = suite(FOUR, "--budget", "900ms");

    assertEquals(2, result.code(), result::toString);
    assertEquals(4, report().count(Standing.NOT_RUN));
    assertTrue(result.out().contains("left out: 4, the budget was over"), result.out());
  }

  @Test
  void leaves_out_what_may_be_left_out_where_there_is_no_engine() throws IOException {
    Shell.Result result =
        suite("suite: a\nmatrix:\n  - {time: 5s, in: [sim, docker], if-available: true}\n");

    assertEquals(0, result.code(), result::toString);
    assertEquals(1, report().count(Standing.UNAVAILABLE));
    assertTrue(result.out().contains("left out: 1, no Docker engine answers"), result.out());
  }

  @Test
  void fails_where_there_is_no_engine_for_what_may_not_be_left_out() throws IOException {
    Shell.Result result = suite("suite: a\nmatrix: {time: 5s, in: docker}\n");

    assertEquals(255, result.code(), result::toString);
    assertEquals(1, report().count(Standing.ERROR));
  }

  @Test
  void is_red_if_a_planted_flaw_is_not_caught() throws IOException {
    Shell.Result result =
        suite("suite: a\nscenarios: [{name: c, time: 5s, flaw: RD01, expect: invalid}]\n");

    assertEquals(2, result.code(), result::toString);
    assertEquals(1, report().count(Standing.MISSED));
  }

  @Test
  void tries_no_simulation_twice_and_names_what_broke_it() throws IOException {
    Shell.Result result = suite("suite: a\nretries: 3\nmatrix: {time: 5s, flaw: BOOM}\n");

    assertEquals(255, result.code(), result::toString);
    assertEquals(1, report().cases().getFirst().attempts().size());
    assertTrue(result.out().contains("port 7000 is in use"), result.out());
  }

  @Test
  void begins_nothing_after_a_failure_if_so_asked() throws IOException {
    suite(
        """
        suite: a
        scenarios: [{name: c, time: 5s, flaw: RD01, expect: invalid}]
        matrix: {time: 5s, seed: 1..9}
        """,
        "--fail-fast",
        "--parallel",
        "1");

    assertEquals(1, report().count(Standing.MISSED));
    assertEquals(9, report().count(Standing.NOT_RUN));
  }

  @Test
  void fails_when_a_quarantine_has_expired() throws IOException {
    Shell.Result result =
        suite(
            FOUR
                + "quarantine: [{cases: '*keys=3*', owner: anna, reason: '#7', expires:"
                + " 2020-01-31}]\n");

    assertEquals(2, result.code(), result::toString);
    assertEquals(
        "The quarantine of '*keys=3*' expired on 2020-01-31: anna must mend it (#7), or give it"
            + " another day, see "
            + folder.resolve("s.yaml")
            + ":6.",
        report().findings().getFirst());
  }

  @Test
  void runs_its_share_of_the_cases() throws IOException {
    suite(FOUR, "--shard", "1/3");
    SuiteReport first = report();

    assertEquals(2, first.cases().size());
    assertEquals("1/3", first.shard().orElseThrow().label());
  }

  @Test
  void is_compared_with_an_earlier_one_if_so_asked() throws IOException {
    suite(FOUR);
    Shell.Result result = suite(FOUR, "--baseline", suiteFolder().toString());

    assertEquals(2, result.code(), result::toString);
    assertTrue(report().findings().getFirst().startsWith("Nothing could be compared"));
    assertEquals(254, suite(FOUR, "--baseline", folder.toString()).code());
  }

  @Test
  void lists_what_it_would_run_and_runs_nothing() throws IOException {
    Shell.Result result = suite(FOUR, "--list");

    assertEquals(0, result.code());
    assertEquals(4, result.out().lines().count());
    assertTrue(
        result.out().lines().allMatch(line -> line.startsWith("./minos run --system raft-kv")),
        result.out());
    assertFalse(Files.exists(folder.resolve("results")));
  }

  @Test
  void leaves_what_CI_wants_where_CI_wants_it() throws IOException {
    Path xml = folder.resolve("ci/junit.xml");
    Path json = folder.resolve("ci/suite.json");

    suite(FOUR, "--junit-xml", xml.toString(), "--json", json.toString());

    assertTrue(Files.readString(xml).contains("four.raft-kv.register"));
    assertEquals(report(), SuiteJson.read(Files.readString(json)));
  }

  @Test
  void a_single_run_tells_CI_the_same_way() throws IOException {
    Path xml = folder.resolve("junit.xml");

    Shell.Result result =
        Shell.withoutDocker()
            .run(
                "run",
                "--in",
                "sim",
                "--time",
                "5s",
                "--faults",
                "none",
                "--seed",
                "3",
                "--runs",
                "2",
                "--results",
                folder.resolve("results").toString(),
                "--junit-xml",
                xml.toString());

    assertEquals(0, result.code(), result::toString);
    assertAll(
        () -> assertTrue(Files.readString(xml).contains("[seed 3]")),
        () -> assertTrue(Files.readString(xml).contains("[seed 4]")),
        () -> assertTrue(Files.readString(xml).contains("tests=\"2\" failures=\"0\"")));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          matrix: {seeds: 1..2} | s.yaml:2: unknown key 'seeds'; did you mean 'seed'?
          matrix: {workload: registre} | s.yaml:2: unknown workload 'registre'; did you mean 'register'?
          matrix: {nodes: 0} | s.yaml:2: --nodes 0: a cluster needs at least 1 node
          matrix: {time: soon} | s.yaml:2: Invalid value for option '--time'
          matrix: {faults: partitoin} | did you mean partition?
          matrix: {in: process} | s.yaml:2: raft-kv does not run in process; take another 'in'
          matrix: [{}, {}] | the same case is asked for at
          matrix: {}/quarantine: {cases: b, owner: c, reason: d, expires: 2027-01-31} | s.yaml:3: no case is called 'b'
          also: none.yaml | s.yaml:2: 'also' names none.yaml: cannot read
          """)
  void refuses_a_mistake_with_file_and_line_before_anything_runs(String mistake, String line)
      throws IOException {
    Shell.Result result = suite("suite: a\n" + mistake.replace('/', '\n') + "\n");

    assertEquals(254, result.code(), result::toString);
    assertTrue(result.err().contains(line), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertFalse(Files.exists(folder.resolve("results")));
  }

  private Shell.Result suite(String content, String... options) throws IOException {
    Path file = folder.resolve("s.yaml");
    String calm = content.contains("faults") ? "" : "defaults: {faults: none}\n";
    Files.writeString(file, content + calm);
    return Shell.withoutDocker()
        .run(
            Stream.concat(
                    Stream.of(
                        "suite",
                        file.toString(),
                        "--results",
                        folder.resolve("results").toString()),
                    Stream.of(options))
                .toArray(String[]::new));
  }

  private static String outcome(CaseReport each) {
    return each.one().name() + " " + each.standing() + " " + each.last().orElseThrow().figures();
  }

  private SuiteReport report() throws IOException {
    return SuiteJson.read(Files.readString(suiteFolder().resolve("suite.json")));
  }

  private Path suiteFolder() throws IOException {
    return folder.resolve("results/suites/latest").toRealPath();
  }

  private long lines() throws IOException {
    return Files.readAllLines(suiteFolder().resolve("results.jsonl")).size();
  }

  private long runs() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("results/raft-kv-register"), 2)) {
      return files.filter(file -> file.endsWith("run.json")).count();
    }
  }
}
