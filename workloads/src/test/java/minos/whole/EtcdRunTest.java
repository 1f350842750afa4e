package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsEngine
@DisplayName("A run of etcd, a store that Minos knows nothing of")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EtcdRunTest {
  @Test
  void is_broken_judged_and_removed_as_one_of_the_reference(@TempDir Path results)
      throws Exception {
    try (Minos run =
        Minos.start(
            results,
            "run",
            "--in",
            "docker",
            "--system",
            "etcd",
            "--nodes",
            "3",
            "--faults",
            "partition-halves,kill-one",
            "--time",
            "12s",
            "--results",
            results.toString())) {
      int exit = run.exit();

      assumeFalse(
          run.complaints().contains("image minos-etcd was not built"),
          "no package mirror: " + run.complaints());
      assertEquals(0, exit, run.said());
      assertTrue(run.said().contains("LINEARIZABLE · register · etcd x3"), run.said());
      for (String family : List.of("kill", "partition")) {
        Pattern all = Pattern.compile(family + ": (\\d+) asked, \\1 proven, \\1 healed");
        assertTrue(all.matcher(run.said()).find(), run.said());
      }
      assertEquals(List.of(), InEngine.of(run.run()));
    }
  }
}
