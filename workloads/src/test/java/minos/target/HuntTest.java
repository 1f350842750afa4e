package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.cluster.World;
import minos.hunt.Ground;
import minos.hunt.Hunt;
import minos.hunt.Judge;
import minos.hunt.Row;
import minos.workload.CounterOfOnes;
import minos.workload.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A hunt on the reference")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HuntTest {
  private static final Duration PLENTY = Duration.ofMinutes(5);
  private static final List<Ground> GROUNDS =
      List.of(
          new Ground("counter", "partition,kill,pause"),
          new Ground("register", "none"),
          new Ground("register", "kill-leader"));

  @Test
  void catches_a_flaw_as_often_as_asked() throws Exception {
    Row flawed = hunt(List.of("CL01"), 2, PLENTY).run(1, row -> {}).getFirst();

    assertEquals(2, flawed.caught(), flawed::toString);
    assertTrue(flawed.byJudge().getOrDefault(Judge.HISTORY, 0L) > 0, flawed::toString);
    assertEquals("counter", flawed.best().orElseThrow().ground().workload());
    assertTrue(flawed.median().orElseThrow().virtualNanos() > 10_000_000_000L, flawed::toString);
  }

  @Test
  void tries_every_ground_once_however_short_the_time_and_catches_no_rules_of_the_paper()
      throws Exception {
    List<String> told = new ArrayList<>();

    List<Row> rows =
        hunt(List.of(Hunt.NONE, "CL01"), 9, Duration.ofNanos(1))
            .run(1, row -> told.add(row.flaw()));

    assertEquals(List.of("none", "CL01"), told);
    assertEquals(0, rows.getFirst().caught());
    assertEquals(0, rows.getFirst().unknown());
    assertEquals(GROUNDS.size(), rows.getFirst().trials());
  }

  @Test
  void sees_the_same_trials_however_many_flaws_are_hunted_at_once() throws Exception {
    List<String> flaws = List.of("CL01", "RD01");
    List<Row> alone = hunt(flaws, 1, PLENTY).run(1, row -> {});
    List<Row> together = hunt(flaws, 1, PLENTY).run(2, row -> {});

    assertEquals(alone.getFirst().grounds(), together.getFirst().grounds());
    assertEquals(alone.getLast().example(), together.getLast().example());
    assertEquals(1, alone.getLast().caught());
  }

  @Test
  void says_which_judge_was_the_first_to_see_what() throws Exception {
    Row flawed = swarm("ST01", EnumSet.allOf(Judge.class)).run(1, row -> {}).getFirst();

    Row.Example example = flawed.example().orElseThrow();
    assertEquals(Judge.INVARIANT, example.first(), flawed::toString);
    assertTrue(example.what().startsWith("Acknowledgements are durable: "), example::what);
    assertEquals(Set.of(Judge.INVARIANT), flawed.firstBy().keySet());
    assertTrue(example.test().swarm());
  }

  @Test
  void asks_only_the_judges_that_may_catch() throws Exception {
    Row flawed = swarm("CL01", EnumSet.of(Judge.HISTORY)).run(1, row -> {}).getFirst();

    assertEquals(Set.of(Judge.HISTORY), flawed.byJudge().keySet());
  }

  private static Hunt swarm(String flaw, Set<Judge> judges) {
    List<Ground> grounds = List.of(new Ground("counter", Ground.SWARM));
    return hunt(new Hunt.Aim(List.of(flaw), grounds, 1, PLENTY, judges));
  }

  private static Hunt hunt(List<String> flaws, int catches, Duration budget) {
    return hunt(new Hunt.Aim(flaws, GROUNDS, catches, budget, EnumSet.allOf(Judge.class)));
  }

  private static Hunt hunt(Hunt.Aim aim) {
    minos.run.Test pattern =
        new minos.run.Test(
            "raft-kv",
            "",
            World.SIM,
            5,
            List.of(),
            Optional.empty(),
            minos.fault.FaultTiming.DEFAULT,
            Duration.ofSeconds(20),
            10,
            100,
            5,
            1,
            List.of(),
            "");
    return new Hunt(
        new RaftKv(),
        Map.of("counter", new CounterOfOnes(), "register", new Register()),
        pattern,
        aim);
  }
}
