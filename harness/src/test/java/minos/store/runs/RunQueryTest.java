package minos.store.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

@DisplayName("A query for runs")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunQueryTest {
  @TempDir private Path results = Path.of(".");

  @BeforeEach
  void three_runs() throws Exception {
    SomeRuns.write(results, "raft-kv-register/20261119T010000.000", 12, "valid");
    SomeRuns.write(results, "raft-kv-register/20261120T010000.000", 2, "invalid");
    SomeRuns.write(results, "raft-kv-register/20261121T010000.000", 1, "unknown");
  }

  @ParameterizedTest(name = "{0} by {1}: {2}")
  @CsvSource({
    "'', '', 1 2 12",
    "verdict=invalid, '', 2",
    "verdict!=invalid, '', 1 12",
    "verdict=val, '', ''",
    "seed=2, '', 2",
    "since=2026-11-20, '', 1 2",
    "STALE read, '', 2",
    "flaw=RD01 faults=kill, seed, 1 2 12",
    "'', -p99, 12 2 1",
    "'', verdict, 2 1 12",
    "'', seen, 2 1 12",
    "'', -seen, 2 1 12",
  })
  void finds_and_sorts(String words, String sort, String seeds) throws Exception {
    List<RunSummary> found = RunQuery.parse(words, sort).of(new RunIndex(results).runs());

    assertEquals(
        seeds, String.join(" ", found.stream().map(run -> Long.toString(run.seed())).toList()));
  }

  @Test
  void says_what_it_does_not_know() {
    assertEquals(
        "'verdikt' is no field of a run; one of faults, flaw, in, path, rule, seed, since, system,"
            + " verdict, version, why, workload",
        assertThrows(IllegalArgumentException.class, () -> RunQuery.parse("verdikt=x", ""))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> RunQuery.parse("", "speed"));
  }
}
