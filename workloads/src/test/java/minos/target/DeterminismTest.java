package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import minos.cluster.ClusterFailed;
import minos.cluster.World;
import minos.fault.FaultTiming;
import minos.history.JsonLines;
import minos.run.SimulatedRun;
import minos.workload.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The simulation of the reference")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeterminismTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void writes_the_same_history_for_the_same_seed(long seed) throws ClusterFailed {
    assertEquals(history(seed), history(seed));
  }

  private static String history(long seed) throws ClusterFailed {
    minos.run.Test test =
        new minos.run.Test(
            "raft-kv",
            "register",
            World.SIM,
            5,
            List.of("partition", "kill", "pause", "packets", "clock", "disk"),
            Optional.empty(),
            FaultTiming.DEFAULT,
            Duration.ofSeconds(20),
            10,
            100,
            5,
            seed,
            List.of(),
            "");
    StringBuilder lines = new StringBuilder();
    SimulatedRun.of(test, new Register(), new RaftKv())
        .history()
        .forEach(op -> lines.append(JsonLines.line(op)).append('\n'));
    return lines.toString();
  }
}
