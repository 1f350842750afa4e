package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
@DisplayName("A run in containers that cannot be")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BrokenRunTest {
  @Test
  void names_the_image_that_is_not_there(@TempDir Path results) throws Exception {
    try (Minos run = start(results, "--image", "no-such-image")) {
      int exit = run.exit();

      assertEquals(255, exit, run.said());
      assertEquals(
          "minos: the engine has no image no-such-image:"
              + " get it (docker pull no-such-image) or leave --image out",
          run.complaints());
      assertEquals(List.of(), InEngine.of(run.run()));
    }
  }

  @Test
  void names_the_folder_that_cannot_be_written(@TempDir Path folder) throws Exception {
    Path results = Files.createFile(folder.resolve("plain")).resolve("results");
    try (Minos run = start(results)) {
      int exit = run.exit();

      assertEquals(255, exit, run.said());
      assertEquals(1, run.complaints().lines().count(), run.said());
      assertTrue(run.complaints().startsWith("minos: cannot write " + results), run.said());
    }
  }

  @Test
  void says_that_the_disk_is_full_and_keeps_what_it_holds(@TempDir Path folder) throws Exception {
    assumeTrue(
        sh("mount -t tmpfs -o size=256k minos-test " + folder) == 0, "no file system to fill up");
    try (Minos run = start(folder, "--rate", "0");
        Minos check = judgedAgain(run)) {
      int exit = run.exit();

      assertEquals(255, exit, run.said());
      assertEquals(1, run.complaints().lines().count(), run.said());
      assertTrue(run.complaints().contains("history.jsonl: No space left on device"), run.said());
      assertFalse(run.said().contains("\tat "), run.said());
      assertEquals(List.of(), InEngine.of(run.run()));
      assertEquals(2, check.exit(), check.said());
      assertTrue(check.said().contains("broke off before its verdict"), check.said());
    } finally {
      sh("umount " + folder);
    }
  }

  private static Minos start(Path results, String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "run",
                "--in",
                "docker",
                "--nodes",
                "1",
                "--faults",
                "none",
                "--time",
                "30s",
                "--results",
                results.toString()));
    words.addAll(List.of(more));
    return Minos.start(results, words.toArray(String[]::new));
  }

  private static Minos judgedAgain(Minos run) throws Exception {
    run.exit();
    return Minos.start(run.results(), "check", run.folder().toString());
  }

  private static int sh(String command) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", command).start().waitFor();
  }
}
