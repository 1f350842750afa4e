package minos.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A run longer than the heap")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LongRunTest {
  private static final String LONG = "100";
  private static final String SHORT = "1";
  private static final String JUDGED_ONCE =
      "This was judged while it happened; what was recorded could not be judged again.";

  @TempDir private Path results = Path.of(".");

  @Test
  void is_as_valid_as_it_was_while_it_went_on() throws Exception {
    String said = run(LONG, "0");

    assertTrue(said.contains("VALID, 0 ops held, [" + JUDGED_ONCE), said);
    assertTrue(said.contains("too long for a heap of "), said);
    try (var files = Files.walk(results)) {
      Path verdict = files.filter(file -> file.endsWith("verdict.json")).findFirst().orElseThrow();
      assertTrue(Files.readString(verdict).contains(JUDGED_ONCE));
    }
  }

  @Test
  void is_invalid_where_something_contradicted_while_it_went_on() throws Exception {
    String said = run(LONG, "3");

    assertTrue(said.contains("INVALID, 0 ops held, ["), said);
    assertTrue(said.contains("no order explains any more that process"), said);
    assertTrue(said.contains(JUDGED_ONCE), said);
  }

  @Test
  void is_judged_again_if_it_fits_after_all() throws Exception {
    String said = run(SHORT, "0");

    assertTrue(said.contains("VALID, "), said);
    assertTrue(said.contains("ops held, []"), said);
  }

  private String run(String... arguments) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx24m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LongRun.class.getName(),
            results.toString(),
            arguments[0],
            arguments[1]);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
