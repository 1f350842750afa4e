package minos.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import minos.suite.CaseReport;
import minos.suite.Standing;
import minos.suite.SuiteReport;
import minos.suite.gate.SuiteJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("minos merge")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MergeCommandTest {
  private static final String FIVE =
      "suite: five\ndefaults: {faults: none}\nmatrix: {time: 5s, seed: 1..5}\n";

  @TempDir private Path folder = Path.of(".");

  @BeforeEach
  void two_machines_run_a_shard_each() throws IOException {
    shard("1/2", FIVE);
    shard("2/2", FIVE);
  }

  @Test
  void makes_one_answer_with_all_runs() throws IOException {
    Shell.Result result = merge("1", "2");

    assertEquals(0, result.code(), result::toString);
    SuiteReport whole = merged();
    assertEquals(5, whole.count(Standing.PASSED));
    Set<String> seeds = new HashSet<>();
    for (CaseReport each : whole.cases()) {
      seeds.add(each.one().option("seed"));
      Path run = folder.resolve("merged").resolve(each.last().orElseThrow().folder().orElseThrow());
      assertTrue(Files.exists(run.resolve("verdict.json")), run::toString);
    }
    assertEquals(Set.of("1", "2", "3", "4", "5"), seeds);
  }

  @Test
  void says_unknown_where_a_shard_is_missing() throws IOException {
    Shell.Result result = merge("2");

    assertEquals(2, result.code(), result::toString);
    assertEquals(List.of("Shard 1/2 is missing."), merged().findings());
  }

  @Test
  void refuses_the_same_shard_twice() {
    Shell.Result result = merge("1", "1");

    assertEquals(254, result.code());
    assertTrue(result.err().contains("five 1/2 is there twice"), result.err());
  }

  @Test
  void refuses_shards_of_different_suites() throws IOException {
    shard("3/3", FIVE.replace("suite: five", "suite: other"));

    Shell.Result result = merge("1", "3");

    assertEquals(254, result.code());
    assertTrue(result.err().contains("five 1/2 and other 3/3 are no shards of one suite"));
  }

  @Test
  void refuses_a_folder_without_results() {
    Shell.Result result = merge("7");

    assertEquals(254, result.code());
    assertTrue(result.err().contains("has no suites/*/*/suite.json"), result.err());
  }

  private void shard(String shard, String content) throws IOException {
    Path file = folder.resolve("s.yaml");
    Files.writeString(file, content);
    Shell.Result result =
        Shell.withoutDocker()
            .run(
                "suite",
                file.toString(),
                "--shard",
                shard,
                "--results",
                folder.resolve(shard.substring(0, 1)).toString());
    assertEquals(0, result.code(), result::toString);
  }

  private Shell.Result merge(String... shards) {
    java.util.ArrayList<String> words =
        new java.util.ArrayList<>(
            List.of("merge", "--results", folder.resolve("merged").toString()));
    for (String shard : shards) {
      words.add(folder.resolve(shard).toString());
    }
    return Shell.withoutDocker().run(words.toArray(String[]::new));
  }

  private SuiteReport merged() throws IOException {
    return SuiteJson.read(
        Files.readString(
            folder.resolve("merged/suites/latest").toRealPath().resolve("suite.json")));
  }
}
