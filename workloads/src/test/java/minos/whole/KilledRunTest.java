package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsEngine
@DisplayName("A run in containers whose Minos is killed")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledRunTest {
  @Test
  void can_still_be_judged_and_is_cleared_away_by_the_next_run(
      @TempDir Path killedResults, @TempDir Path nextResults) throws Exception {
    try (Minos killed = killed(killedResults);
        Minos check = Minos.start(killedResults, "check", killed.folder().toString());
        Minos next = next(nextResults)) {
      int checked = check.exit();
      int exit = next.exit();

      assertEquals(2, checked, check.said());
      assertTrue(check.said().contains("broke off before its verdict"), check.said());
      assertEquals(0, exit, next.said());
      assertTrue(
          next.complaints().contains(killed.run() + ": 3 containers, 3 volumes, 1 network"),
          next.said());
      assertEquals(List.of(), InEngine.of(killed.run()));
    }
  }

  @Test
  void is_cleared_away_by_the_doctor(@TempDir Path results) throws Exception {
    try (Minos killed = killed(results);
        Minos doctor = Minos.start(results, "doctor")) {
      int exit = doctor.exit();

      assertEquals(0, exit, doctor.said());
      assertTrue(doctor.said().contains("container minos-" + killed.run() + "-n1"), doctor.said());
      assertEquals(List.of(), InEngine.of(killed.run()));
    }
  }

  private static Minos killed(Path results) throws Exception {
    Minos run =
        Minos.start(
            results, "run", "--in", "docker", "--nodes", "3", "--faults", "none", "--time", "5m");
    run.awaitHistory("\"ok\"");
    run.kill();
    assertEquals(7, InEngine.of(run.run()).size(), "a killed Minos can clear nothing away");
    return run;
  }

  private static Minos next(Path results) throws Exception {
    return Minos.start(
        results, "run", "--in", "docker", "--nodes", "1", "--faults", "none", "--time", "1s");
  }
}
