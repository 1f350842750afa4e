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
@DisplayName("A run in containers with --keep")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeptRunTest {
  @Test
  void leaves_its_cluster_up_and_says_how_to_look_at_it_and_remove_it(@TempDir Path results)
      throws Exception {
    try (Minos run =
            Minos.start(
                results,
                "run",
                "--in",
                "docker",
                "--nodes",
                "1",
                "--faults",
                "none",
                "--time",
                "1s",
                "--keep");
        Minos doctor = doctorAfter(run)) {
      List<String> kept = InEngine.of(run.run());
      String container = "minos-" + run.run() + "-n1";
      String removal = said(run, "remove  ");
      int removed = new ProcessBuilder("bash", "-c", removal).start().waitFor();

      assertEquals(0, run.exit(), run.said());
      assertEquals(3, kept.size(), kept.toString());
      assertTrue(kept.contains("container /" + container + " running"), kept.toString());
      assertEquals("docker exec -it " + container + " bash", said(run, "look    "));
      assertTrue(doctor.said().contains(removal), doctor.said());
      assertEquals(0, removed, removal);
      assertEquals(List.of(), InEngine.of(run.run()));
    }
  }

  private static Minos doctorAfter(Minos run) throws Exception {
    run.exit();
    Minos doctor = Minos.start(run.results(), "doctor");
    doctor.exit();
    return doctor;
  }

  private static String said(Minos run, String label) {
    return run.said()
        .lines()
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .findFirst()
        .orElse("nothing after " + label);
  }
}
