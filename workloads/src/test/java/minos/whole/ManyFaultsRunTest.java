package minos.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsEngine
@DisplayName("A run in containers with many faults at once")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ManyFaultsRunTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'packets-loss-one,clock-jump-one,disk-slow-one,cpu-throttle-one,members-transfer-one'",
  })
  void proves_and_heals_each_of_them(String faults, @TempDir Path results) throws Exception {
    try (Minos run =
        Minos.start(
            results,
            "run",
            "--in",
            "docker",
            "--nodes",
            "3",
            "--faults",
            faults,
            "--fault-schedule",
            "rotation",
            "--time",
            "15s",
            "--seed",
            "11")) {
      int exit = run.exit();

      assertEquals(0, exit, run.said());
      assertEquals(Set.of(faults.split(",")), labelsOf(run.json("faults.json").path("faults")));
    }
  }

  private static Set<String> labelsOf(JsonNode faults) {
    Set<String> labels = new HashSet<>();
    for (JsonNode fault : faults) {
      assertTrue(fault.path("proven").asBoolean(), fault.toString());
      assertTrue(fault.path("healed").asBoolean(), fault.toString());
      assertFalse(fault.path("evidence").isEmpty(), fault.toString());
      assertFalse(fault.path("healEvidence").isEmpty(), fault.toString());
      labels.add(fault.path("fault").asText());
    }
    return labels;
  }
}
