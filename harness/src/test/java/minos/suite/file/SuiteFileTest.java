package minos.suite.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.suite.Case;
import minos.suite.Plan;
import minos.suite.Suite;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A suite file")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SuiteFileTest {
  private static final Map<String, String> USUAL =
      Map.of(
          "system",
          "raft-kv",
          "workload",
          "register",
          "in",
          "sim",
          "faults",
          "kill",
          "nodes",
          "5",
          "time",
          "30s",
          "seed",
          "1");

  @Test
  void says_everything_about_a_suite() throws Exception {
    Suite suite =
        read(
            """
            suite: nightly
            about: as far as the night goes
            budget: 6h
            retries: 2
            tolerance: { p99: 50%, availability: 1% }
            defaults:
              nodes: 3
            scenarios:
              - name: stale reads
                flaw: RD01
                seed: [4, 7..8]
                expect: invalid
            matrix:
              - workload: [register, queue]
                faults: [none, "kill,pause"]
                seed: 1..2
                exclude: { workload: queue, faults: none }
                include: { workload: lock, nodes: 7, seed: 9 }
                if-available: true
            quarantine:
              - cases: "*.queue *"
                owner: anna
                reason: "#12"
                expires: 2027-01-31
            """);

    assertEquals(Optional.of(Duration.ofHours(6)), suite.budget());
    assertEquals(2, suite.retries());
    assertEquals(new Suite.Tolerance(0.01, 1.0, 0.5, 2.0), suite.tolerance());
    assertEquals(
        List.of("stale reads [seed 4]", "stale reads [seed 7]", "stale reads [seed 8]"),
        suite.scenarios().stream().map(Case::name).toList());
    assertEquals(Case.Expectation.INVALID, suite.scenarios().getFirst().expects());
    assertEquals("3", suite.scenarios().getFirst().option("nodes"));
    assertEquals("x/nightly.yaml:9", suite.scenarios().getFirst().where());
    assertEquals(LocalDate.parse("2027-01-31"), suite.quarantine().getFirst().expires());
    assertEquals(
        List.of(
            "register none x3 in sim 30s [seed 1]",
            "register kill,pause x3 in sim 30s [seed 1]",
            "queue kill,pause x3 in sim 30s [seed 1]",
            "register none x3 in sim 30s [seed 2]",
            "register kill,pause x3 in sim 30s [seed 2]",
            "queue kill,pause x3 in sim 30s [seed 2]",
            "lock none x7 in sim 30s [seed 9]"),
        Plan.of(suite).cases().stream()
            .filter(one -> one.expects() == Case.Expectation.VALID)
            .map(one -> one.option("workload") + " " + one.name())
            .toList());
  }

  @Test
  void takes_the_cases_of_others_under_its_own_name() throws Exception {
    Suite suite = read("suite: nightly\nalso: [canary.yaml]\n");

    assertEquals("nightly.raft-kv.register", suite.scenarios().getFirst().classname());
    assertEquals("x/canary.yaml:3", suite.scenarios().getFirst().where());
  }

  @Test
  void names_scripts_beside_itself_and_then_no_faults() throws Exception {
    Suite suite = read("suite: s\nscenarios: [{ name: a, fault-script: seen/1.json }]\n");

    assertEquals(
        "./minos run --system raft-kv --workload register --in sim --fault-script x/seen/1.json"
            + " --nodes 5 --time 30s --seed 1",
        suite.scenarios().getFirst().command());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | 1: the file is empty; a suite needs scenarios or a matrix
          suite: a | 1: nothing to run; give it scenarios, a matrix, or name another suite in 'also'
          matrix: {} | 1: 'suite' is missing; say it like 'suite: nightly'
          suite: a b/matrix: {} | 1: 'suite' is 'a b'; letters, digits, - and _ make a name
          suite: a/matrx: {} | 2: unknown matrx of [suite, about, also, budget, retries, tolerance, defaults, scenarios, matrix, quarantine]
          suite: a/suite: b | 2: 'suite' again, first in line 1; keep one
          suite: a/budget: soon/matrix: {} | 2: 'budget' is 'soon'; write a time like 30m or 6h
          suite: a/retries: -1/matrix: {} | 2: 'retries' is '-1'; a number from 0 to 10
          suite: a/tolerance: {p99: much}/matrix: {} | 2: 'p99' is 'much'; write a share like 50%
          suite: a/matrix: 7 | 2: 'matrix' is '7'; write keys and values: 'seed: 1'
          suite: a/matrix:/  seed: x | 3: 'seed' is 'x'; a number, a range like 1..20, or a list of both
          suite: a/matrix:/  seed: 9..1 | 3: 'seed' is 9..1; from the lower to the higher, at most 100000
          suite: a/matrix:/  seed: [] | 3: 'seed' is an empty list; leave it out, or give it a value
          suite: a/matrix:/  nodes: | 3: 'nodes' holds empty; one value, or a list of values, is expected
          suite: a/matrix:/  nodes: [1, [2]] | 3: 'nodes' holds a list; one value, or a list of values, is expected
          suite: a/matrix:/  exclude: {nodes: 3} | 3: 'nodes' is '3', which this matrix does not have; it has: 5
          suite: a/matrix:/  if-available: yes | 3: 'if-available' is 'yes'; true or false is expected
          suite: a/matrix:/  expect: red | 3: 'expect' is 'red'; valid, or invalid for a planted flaw
          suite: a/matrix:/  seed: 1..90000/  nodes: [1, 3] | 3: a matrix of more than 100000 runs; give it fewer seeds or values
          suite: a/scenarios:/  - seed: 1 | 3: 'name' is missing; say it like 'name: 'stale reads of a deposed leader''
          suite: a/scenarios:/  - name: b/    nodes: [3, 5] | 4: 'nodes' has several values; a scenario has one of each, a matrix several
          suite: a/also: gone.yaml | 2: 'also' names gone.yaml: cannot read x/gone.yaml
          suite: a/also: nested.yaml | x/nested.yaml:2: 'also' is for suites that no other names; name these there, too
          suite: a/matrix: {}/quarantine:/  - cases: b/    owner: c/    reason: d/    expires: never | 7: 'expires' is 'never'; write a day like 2027-01-31
          suite: a/matrix: {}/quarantine:/  - cases: b/    reason: d/    expires: 2027-01-31 | 4: 'owner' is missing; say it like 'owner: anna'
          suite: &x a/matrix: {workload: *x} | 2: aliases (*x) are not read; use 'defaults', or repeat it
          suite: a/--- /suite: b | 3: a second document; a file holds one suite
          """)
  void with_a_mistake_is_refused_with_line_what_and_what_to_do(String content, String line) {
    SuiteMalformed refusal =
        assertThrows(SuiteMalformed.class, () -> read(content.replace('/', '\n')));

    assertEquals(line.startsWith("x/") ? line : "x/nightly.yaml:" + line, refusal.getMessage());
  }

  @Test
  void that_is_no_YAML_is_refused_with_its_line() {
    SuiteMalformed refusal =
        assertThrows(SuiteMalformed.class, () -> read("suite: a\nmatrix: [1, 2\nalso: }\n"));

    assertEquals(
        "x/nightly.yaml:3: no YAML", String.valueOf(refusal.getMessage()).substring(0, 25));
  }

  private static Suite read(String text) throws SuiteMalformed {
    return new SuiteFile(
            USUAL, (word, known) -> "unknown " + word + " of " + known, SuiteFileTest::neighbour)
        .read("x/nightly.yaml", text);
  }

  private static String neighbour(String file) throws SuiteFile.Neighbours.Missing {
    return switch (file) {
      case "x/canary.yaml" ->
          "suite: canary\nscenarios:\n  - { name: a, flaw: RD01, expect: invalid }\n";
      case "x/nested.yaml" -> "suite: nested\nalso: canary.yaml\n";
      default -> throw new SuiteFile.Neighbours.Missing("cannot read " + file);
    };
  }
}
