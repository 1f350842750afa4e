package minos.store.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import minos.store.RunFolder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The index of runs")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunIndexTest {
  @TempDir private Path results = Path.of(".");

  @Test
  void says_of_each_run_what_came_of_it() throws Exception {
    SomeRuns.write(results, "raft-kv-register/20261120T010000.000", 3, "invalid");

    RunSummary run = new RunIndex(results).runs().getFirst();

    assertEquals("invalid", run.verdict());
    assertEquals("raft-kv-register", run.test());
    assertEquals("<b>first</b>\tand \"more\"", run.why());
    assertEquals("stale read", run.rule());
    assertEquals("kill,pause", run.faults());
    assertEquals(9L, run.recoveryNanos());
    assertEquals(0.5, run.availability());
    assertEquals(7, run.checkMillis());
  }

  @Test
  void has_the_newest_first_and_each_run_once() throws Exception {
    SomeRuns.write(results, "raft-kv-register/20261120T010000.000", 1, "valid");
    SomeRuns.write(results, "raft-kv-register/20261121T010000.000", 2, "valid");
    SomeRuns.write(results, "golden", 0, "invalid");
    Files.createSymbolicLink(results.resolve("latest"), Path.of("golden"));
    Files.createSymbolicLink(
        results.resolve("raft-kv-register/20261122T010000.000"), results.resolve("golden"));
    Files.createDirectories(results.resolve("suites/nightly/20261121T010000.000"));
    Files.createDirectories(results.resolve("raft-kv-register/20261123T010000.000"));

    List<Long> seeds = new RunIndex(results).runs().stream().map(RunSummary::seed).toList();

    assertEquals(List.of(2L, 1L, 0L), seeds.stream().sorted((a, b) -> Long.compare(b, a)).toList());
    assertEquals(
        2L,
        new RunIndex(results)
            .runs().stream().filter(r -> r.seed() > 0).findFirst().orElseThrow().seed());
  }

  @Test
  void keeps_what_it_read_and_reads_again_what_changed() throws Exception {
    Path run = SomeRuns.write(results, "raft-kv-register/20261120T010000.000", 3, "unknown");
    Files.setLastModifiedTime(run, FileTime.fromMillis(1_000_000));
    List<RunSummary> first = new RunIndex(results).runs();
    Files.writeString(run.resolve("verdict.json"), "{\"verdict\":\"valid\"}");
    Files.setLastModifiedTime(run, FileTime.fromMillis(1_000_000));

    List<RunSummary> kept = new RunIndex(results).runs();
    Files.setLastModifiedTime(run, FileTime.fromMillis(2_000_000));
    List<RunSummary> changed = new RunIndex(results).runs();

    assertEquals("unknown", kept.getFirst().verdict());
    assertEquals(first.getFirst().p99Nanos(), kept.getFirst().p99Nanos());
    assertEquals("valid", changed.getFirst().verdict());
  }

  @Test
  void survives_a_broken_cache_and_a_run_that_broke_off() throws Exception {
    Path run = SomeRuns.write(results, "raft-kv-register/20261120T010000.000", 3, "valid");
    Files.delete(run.resolve("verdict.json"));
    Files.delete(run.resolve("figures.json"));
    Files.writeString(results.resolve(".runs.tsv"), "minos runs 1\nhalf a li");

    RunSummary only = new RunIndex(results).runs().getFirst();

    assertEquals(RunSummary.UNFINISHED, only.verdict());
    assertNull(only.availability());
    assertNull(new RunIndex(results).runs().getFirst().recoveryNanos(), "from the cache");
  }

  @Test
  void has_no_recovery_where_one_fault_had_none() throws Exception {
    Path run = SomeRuns.write(results, "raft-kv-register/20261120T010000.000", 3, "valid");
    Files.writeString(
        run.resolve("figures.json"),
        "{\"faults\":[{\"recoveryNanos\":5},{\"recoveryNanos\":null}]}");

    assertNull(new RunIndex(results).runs().getFirst().recoveryNanos());
  }

  @Test
  void is_empty_where_there_is_no_folder() throws Exception {
    assertTrue(new RunIndex(results.resolve("none")).runs().isEmpty());
  }

  @Test
  void knows_which_runs_of_a_test_came_before_another() throws Exception {
    SomeRuns.write(results, "raft-kv-register/20261118T010000.000", 1, "valid");
    SomeRuns.write(results, "raft-kv-register/20261119T010000.000", 2, "invalid");
    Path own = SomeRuns.write(results, "raft-kv-register/20261120T010000.000", 3, "invalid");
    SomeRuns.write(results, "raft-kv-register/20261121T010000.000", 4, "invalid");

    List<RunSummary> before = Siblings.before(new RunFolder(own), 5);

    assertEquals(List.of(2L, 1L), before.stream().map(RunSummary::seed).toList());
    assertEquals(1, Siblings.before(new RunFolder(own), 1).size());
  }
}
