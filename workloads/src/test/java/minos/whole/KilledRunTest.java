package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
      assertTrue(
          doctor.said().contains(killed.run() + ": 3 containers, 3 volumes, 1 network"),
          doctor.said());
      assertEquals(List.of(), InEngine.of(killed.run()));
    }
  }

  @Test
  void while_faults_are_in_force_is_healed_by_the_next_start_which_says_so(@TempDir Path results)
      throws Exception {
    try (Minos killed = killedUnderFaults(results);
        Minos doctor = Minos.start(results, "doctor")) {
      int exit = doctor.exit();
      String again = doctorAgain(results);

      assertEquals(0, exit, doctor.said());
      assertTrue(
          doctor
              .said()
              .lines()
              .filter(line -> line.contains(killed.run() + " was killed while in force: "))
              .anyMatch(line -> line.contains("partition-leader") && line.contains("pause-one")),
          doctor.said());
      assertTrue(
          doctor.said().contains(killed.run() + ": no fault of it is in force any more, verified"),
          doctor.said());
      assertEquals(List.of(), InEngine.of(killed.run()));
      assertFalse(again.contains(killed.run()), again);
    }
  }

  @Test
  void and_was_to_be_kept_is_healed_and_kept(@TempDir Path results) throws Exception {
    try (Minos killed = killedUnderFaults(results, "--keep")) {
      List<String> before = inside(killed.run());
      try (Minos doctor = Minos.start(results, "doctor")) {
        int exit = doctor.exit();
        List<String> after = inside(killed.run());

        assertEquals(0, exit, doctor.said());
        assertTrue(before.contains("rules") && before.contains("stopped"), before.toString());
        assertEquals(List.of("up", "up", "up"), after, doctor.said());
        assertTrue(
            doctor.said().contains("healed in the kept cluster of " + killed.run()), doctor.said());
      } finally {
        removed(killed.run());
      }
    }
  }

  private static String doctorAgain(Path results) throws Exception {
    try (Minos doctor = Minos.start(results, "doctor")) {
      doctor.exit();
      return doctor.said();
    }
  }

  /** What faults are seen in the containers of a run; that they are up, where none is. */
  private static List<String> inside(String run) throws Exception {
    return sh(
        """
        for c in $(docker ps -q --filter label=minos.run=%s); do
          pid=$(docker inspect -f '{{.State.Pid}}' $c); seen=
          grep -q 'State:.T' /proc/$pid/status && echo stopped && seen=1
          nsenter -t $pid -n iptables -w -S | grep -q MINOS && echo rules && seen=1
          [ -n "$seen" ] || echo up
        done
        """
            .formatted(run));
  }

  private static void removed(String run) throws Exception {
    List<String> ignored =
        sh(
            """
            docker rm -f $(docker ps -aq --filter label=minos.run=%1$s)
            docker volume rm $(docker volume ls -q --filter label=minos.run=%1$s)
            docker network rm $(docker network ls -q --filter label=minos.run=%1$s)
            """
                .formatted(run));
  }

  private static List<String> sh(String script) throws Exception {
    Process process = new ProcessBuilder("bash", "-c", script).start();
    List<String> lines = process.inputReader().lines().toList();
    process.waitFor();
    return lines;
  }

  private static Minos killedUnderFaults(Path results, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run",
                "--in",
                "docker",
                "--nodes",
                "3",
                "--faults",
                "partition-leader,pause-one",
                "--fault-schedule",
                "rotation",
                "--fault-interval",
                "40s",
                "--time",
                "5m"));
    words.addAll(List.of(more));
    Minos run = Minos.start(results, words.toArray(String[]::new));
    run.await(
        "both faults", () -> run.hasFolder() && Files.exists(run.history()) && inForce(run) >= 2);
    run.kill();
    return run;
  }

  /** How many faults its history has as applied. */
  private static long inForce(Minos run) {
    try {
      return Files.readString(run.history())
          .lines()
          .filter(line -> line.contains("\"evidence\"") && line.contains("\"nemesis\""))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
