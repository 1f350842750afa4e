package minos.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final List<Ground> GROUNDS =
      List.of(
          new Ground("counter", "partition,kill,pause"),
          new Ground("register", "none"),
          new Ground("register", "kill-leader"));

  @Test
  void catches_a_flaw_as_often_as_asked_and_the_rules_of_the_paper_never() throws Exception {
    List<String> told = new ArrayList<>();

    List<Row> rows = hunt(2).run(2, row -> told.add(row.flaw()));

    assertEquals(List.of("none", "CL01"), told);
    Row none = rows.getFirst();
    Row flawed = rows.getLast();
    assertEquals(0, none.caught());
    assertEquals(0, none.unknown());
    assertTrue(none.trials() >= GROUNDS.size(), none::toString);
    assertEquals(2, flawed.caught(), flawed::toString);
    assertTrue(flawed.byJudge().getOrDefault(Judge.HISTORY, 0L) > 0, flawed::toString);
    assertEquals("counter", flawed.best().orElseThrow().ground().workload());
    assertTrue(flawed.median().orElseThrow().virtualNanos() > 10_000_000_000L, flawed::toString);
  }

  @Test
  void sees_the_same_trials_however_many_flaws_are_hunted_at_once() throws Exception {
    List<Row> alone = hunt(1).run(1, row -> {});
    List<Row> together = hunt(1).run(2, row -> {});

    assertEquals(alone.getLast().example(), together.getLast().example());
    assertEquals(alone.getLast().grounds(), together.getLast().grounds());
  }

  private static Hunt hunt(int catches) {
    minos.run.Test pattern =
        new minos.run.Test(
            "raft-kv",
            "",
            World.SIM,
            5,
            List.of(),
            Optional.empty(),
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
        new Hunt.Aim(List.of(Hunt.NONE, "CL01"), GROUNDS, catches, Duration.ofSeconds(5)));
  }
}
