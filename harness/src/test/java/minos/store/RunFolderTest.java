package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run's folder")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunFolderTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.250Z");

  @TempDir private Path results = Path.of(".");

  @Test
  void is_named_after_its_test_and_the_time_in_utc() throws StoreFailed {
    RunFolder folder = RunFolder.create(results, "raft-kv-register", NOON);

    assertEquals(results.resolve("raft-kv-register/20261121T120000.250"), folder.path());
    assertTrue(Files.isDirectory(folder.path()));
  }

  @Test
  void is_never_shared_by_two_runs_of_the_same_millisecond() throws StoreFailed {
    RunFolder first = RunFolder.create(results, "t", NOON);
    RunFolder second = RunFolder.create(results, "t", NOON);

    assertEquals(results.resolve("t/20261121T120000.250"), first.path());
    assertEquals(results.resolve("t/20261121T120000.251"), second.path());
  }

  @Test
  void cannot_leave_the_results_by_its_name() throws StoreFailed {
    RunFolder folder = RunFolder.create(results, "../../evil/x", NOON);

    assertEquals(results, folder.path().resolve("../..").normalize());
  }

  @Test
  void is_what_latest_points_at() throws StoreFailed, IOException {
    RunFolder.create(results, "t", NOON);
    RunFolder later = RunFolder.create(results, "u", NOON.plusSeconds(1));

    assertEquals(later.path().toRealPath(), results.resolve("latest").toRealPath());
    assertEquals(later.path().toRealPath(), results.resolve("u/latest").toRealPath());
    assertEquals(
        results.resolve("t/20261121T120000.250").toRealPath(),
        results.resolve("t/latest").toRealPath());
  }

  @Test
  void is_found_as_latest_without_links() throws StoreFailed, IOException {
    RunFolder first = RunFolder.create(results, "t", NOON);
    first.write("run.json", "{}");
    RunFolder later = RunFolder.create(results, "a", NOON.plusSeconds(1));
    later.write("run.json", "{}");
    Files.delete(results.resolve("latest"));

    assertEquals(later.path(), RunFolder.open(results, "latest").path());
  }

  @Test
  void holds_whole_files_only() throws StoreFailed, IOException {
    RunFolder folder = RunFolder.create(results, "t", NOON);

    folder.write("verdict.json", "old");
    folder.write("verdict.json", "new");

    assertEquals("new", folder.read("verdict.json"));
    try (Stream<Path> files = Files.list(folder.path())) {
      assertEquals(List.of(folder.path().resolve("verdict.json")), files.toList());
    }
  }

  @Test
  void says_in_one_line_why_it_cannot_be_made() throws IOException {
    Path file = Files.writeString(results.resolve("file"), "");

    StoreFailed failure = assertThrows(StoreFailed.class, () -> RunFolder.create(file, "t", NOON));

    String message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith("cannot write " + file), message);
    assertTrue(message.endsWith("choose another folder with --results"), message);
    assertFalse(message.contains("\n") || message.contains("Exception"), message);
  }

  @Test
  void says_what_to_do_when_there_is_no_run_yet() {
    StoreFailed failure = assertThrows(StoreFailed.class, () -> RunFolder.open(results, "latest"));

    assertEquals("no run in " + results + " yet; begin with: minos run", failure.getMessage());
  }
}
