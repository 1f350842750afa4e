package minos.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.report.Stories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The tally of a flaw")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TallyTest {
  private static final Ground QUEUE = new Ground("queue", "kill");
  private static final Ground SET = new Ground("set", "pause");

  private final Tally tally = new Tally("XX01");

  @Test
  void counts_what_each_catch_took_since_the_last() {
    add(QUEUE, 1, Set.of());
    add(SET, 1, Set.of());
    add(QUEUE, 2, Set.of(Judge.HISTORY)); // 3 trials
    add(SET, 2, Set.of(Judge.HISTORY, Judge.NODE)); // 1
    add(QUEUE, 3, Set.of());
    add(SET, 3, Set.of(Judge.LIVENESS)); // 2
    add(QUEUE, 4, Set.of());

    Row row = tally.row();

    assertEquals(3, row.caught());
    assertEquals(7, row.trials());
    assertEquals(Optional.of(new Row.Median(2, 20, 2)), row.median());
    assertEquals(Map.of(Judge.HISTORY, 2L, Judge.NODE, 1L, Judge.LIVENESS, 1L), row.byJudge());
    assertEquals(List.of(new Row.On(QUEUE, 1, 4), new Row.On(SET, 2, 3)), row.grounds());
    assertEquals(Optional.of(new Row.On(SET, 2, 3)), row.best());
    assertEquals(
        Optional.of(new Row.Example(QUEUE, seeded(2), Judge.HISTORY, "as it should not be")),
        row.example());
  }

  @Test
  void keeps_what_proves_nothing_apart_from_what_was_not_caught() {
    tally.add(QUEUE, seeded(1), new Trial.Outcome(Map.of(), true, 10, 1));
    add(QUEUE, 2, Set.of());

    Row row = tally.row();

    assertEquals(1, row.unknown());
    assertEquals(0, row.caught());
    assertEquals(Optional.empty(), row.median());
    assertEquals(Optional.empty(), row.best());
  }

  @Test
  void is_read_back_as_far_as_a_later_hunt_needs_it() {
    add(QUEUE, 1, Set.of(Judge.HISTORY));
    add(QUEUE, 2, Set.of());

    String json = KillMatrix.json(List.of(tally.row()));

    assertEquals(Map.of("XX01", new KillMatrix.Earlier(1, 2)), KillMatrix.read(json));
  }

  private void add(Ground ground, long seed, Set<Judge> caughtBy) {
    Map<Judge, Trial.Seen> seen = new EnumMap<>(Judge.class);
    caughtBy.forEach(judge -> seen.put(judge, new Trial.Seen(7, "as it should not be")));
    tally.add(ground, seeded(seed), new Trial.Outcome(seen, false, 10, 1));
  }

  private static minos.run.Test seeded(long seed) {
    return Stories.TEST.withSeed(seed);
  }
}
