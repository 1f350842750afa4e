package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest.Setup;
import minos.cluster.World;
import minos.fault.FaultTiming;
import minos.history.History;
import minos.history.Op;
import minos.run.Honesty;
import minos.run.Plan;
import minos.run.RunResult;
import minos.run.Runner;
import minos.run.Workload;
import minos.time.RealTime;
import minos.workload.ReadWrite;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A program of the course CS3700")
@DisplayNameGeneration(ReplaceUnderscores.class)
class Cs3700Test {
  private static final Cs3700 SYSTEM = new Cs3700();
  private static final List<String> THREE = List.of("n1", "n2", "n3");

  /** What a run was. */
  private record Seen(Verdict history, RunResult result) {}

  @Test
  void that_is_right_is_found_linearizable_under_faults_that_it_bears() throws Exception {
    Seen seen = run("first", "packets-loss-all,pause-one");

    assertEquals(Validity.VALID, seen.history().validity(), seen.history()::toString);
    assertEquals(List.of(), seen.result().deaths());
    assertTrue(seen.result().faults().stream().allMatch(fault -> fault.proven()));
  }

  @Test
  void whose_replicas_tell_nobody_is_found_wrong() throws Exception {
    Seen seen = run("each", "none");

    assertEquals(Validity.INVALID, seen.history().validity(), seen.history()::toString);
  }

  @Test
  void that_forgets_when_it_is_killed_is_found_wrong() throws Exception {
    Seen seen = run("first", "kill-leader");

    assertEquals(Validity.INVALID, seen.history().validity(), seen.history()::toString);
  }

  @Test
  void that_answers_twice_is_not_blamed_for_it() throws Exception {
    assertEquals(Validity.VALID, run("twice", "none").history().validity());
  }

  @ParameterizedTest
  @CsvSource({
    "garbage, n1 said what is no JSON object: Segmentation fault",
    "stranger, 'n1 sent a message to ABCD, whom there is not: {'",
  })
  void that_talks_nonsense_is_no_pass_and_is_told_so(String manner, String says) throws Exception {
    RunResult result = run(manner, "none").result();

    assertTrue(result.deaths().stream().anyMatch(it -> it.startsWith(says)), result::toString);
    assertEquals(Validity.UNKNOWN, Honesty.of(result).validity());
  }

  @ParameterizedTest
  @CsvSource({
    "silent, n1 is not ready 20 s after its start: it still runs",
    "dying, n1 was not ready before it ended with exit code 7; its last words: I never wanted",
  })
  void that_does_not_start_says_why(String manner, String says) {
    ClusterFailed failed =
        assertThrows(ClusterFailed.class, () -> run(manner, "none"), "it started");

    assertTrue(String.valueOf(failed.getMessage()).contains(says), failed::toString);
  }

  @Test
  void leaves_no_process_behind() throws Exception {
    Set<Long> before = children();
    run("first", "pause-one,kill-one");

    assertEquals(before, children());
    assertFalse(before.contains(ProcessHandle.current().pid()));
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .descendants()
        .map(ProcessHandle::pid)
        .collect(java.util.stream.Collectors.toSet());
  }

  private static Seen run(String manner, String faults) throws Exception {
    minos.run.Test test =
        new minos.run.Test(
            SYSTEM.name(),
            "read-write",
            World.PROCESS,
            THREE.size(),
            faults.equals("none") ? List.of() : List.of(faults.split(",")),
            Optional.empty(),
            FaultTiming.DEFAULT,
            Duration.ofSeconds(2),
            5,
            200,
            2,
            1,
            List.of(),
            "");
    Workload workload = new ReadWrite();
    Setup setup = new Setup("test", THREE, 1, List.of(), "", false).running(Replicas.toy(manner));
    RealTime time = new RealTime();
    List<Op> history = new ArrayList<>();
    try (Cluster cluster = SYSTEM.start(World.PROCESS, setup, time)) {
      RunResult result =
          new Runner(
                  Plan.of(test, workload, SYSTEM.lacks(World.PROCESS)),
                  cluster,
                  time,
                  history::add,
                  status -> {})
              .run();
      Verdict verdict =
          workload
              .checker(new Workload.Options(2, 5, 1))
              .check(
                  new History(history), new Budget(Duration.ofSeconds(20), new RealTime()::nanos));
      return new Seen(verdict, result);
    }
  }
}
