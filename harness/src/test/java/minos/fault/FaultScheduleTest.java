package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.fault.FaultSchedule.Pace;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Invocation;
import minos.generate.Generator.Next;
import minos.generate.Seed;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A schedule of faults")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FaultScheduleTest {
  private static final List<FaultKind> DEFAULTS =
      FaultKind.parse("partition,kill,pause", Breakable.inEveryWay(5));

  /** An operation and when it was asked for. */
  private record Step(long nanos, Invocation invocation) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void breaks_and_heals_in_turn_at_its_pace(long seed) {
    List<Step> steps = steps(Pace.DEFAULT, new Seed(seed), 120);

    assertEquals(2.0, steps.getFirst().nanos() / 1e9, 0.001);
    for (int i = 0; i + 1 < steps.size(); i++) {
      double apart = (steps.get(i + 1).nanos() - steps.get(i).nanos()) / 1e9;
      boolean breaks = i % 2 == 0;
      assertEquals(breaks, steps.get(i).invocation().value() != null, steps::toString);
      assertTrue(apart >= (breaks ? 3 : 2) && apart <= (breaks ? 6 : 4), "apart: " + apart);
    }
  }

  @ParameterizedTest(name = "{0} s")
  @ValueSource(ints = {5, 10, 15, 30, 60})
  void finds_time_for_every_kind_asked_for(int seconds) {
    Pace pace = Pace.within(Duration.ofSeconds(seconds), DEFAULTS.size());

    for (long seed = 0; seed < 200; seed++) {
      Map<String, Integer> counts = counts(steps(pace, new Seed(seed), seconds));
      assertEquals(3, counts.size(), counts::toString);
      int least = counts.values().stream().min(Integer::compare).orElseThrow();
      int most = counts.values().stream().max(Integer::compare).orElseThrow();
      assertTrue(most - least <= 1, counts::toString);
    }
  }

  @ParameterizedTest(name = "{0} s")
  @ValueSource(ints = {5, 30, 60})
  void begins_nothing_that_would_end_with_the_run_before_clients_have_met_it(int seconds) {
    Pace pace = Pace.within(Duration.ofSeconds(seconds), DEFAULTS.size());
    long latest = seconds * 1_000_000_000L - pace.lastsMin();

    for (long seed = 0; seed < 200; seed++) {
      for (Step step : steps(pace, new Seed(seed), seconds)) {
        boolean breaks = step.invocation().value() != null;
        assertTrue(!breaks || step.nanos() <= latest, step::toString);
      }
    }
  }

  @Test
  void is_the_same_from_the_same_seed_only() {
    List<Step> steps = steps(Pace.DEFAULT, new Seed(1), 60);

    assertEquals(steps, steps(Pace.DEFAULT, new Seed(1), 60));
    assertTrue(!steps.equals(steps(Pace.DEFAULT, new Seed(2), 60)));
  }

  @Test
  void is_pure() {
    Generator schedule = FaultSchedule.of(DEFAULTS, Pace.DEFAULT, new Seed(3));
    Context context = new Context(2_000_000_000L, Op.NEMESIS);

    Next first = schedule.next(context);
    schedule.next(new Context(50_000_000_000L, Op.NEMESIS));

    assertEquals(first, schedule.next(context));
  }

  @Test
  void is_empty_where_no_kind_is_asked_for() {
    Next next =
        FaultSchedule.of(List.of(), Pace.DEFAULT, new Seed(1)).next(new Context(0, Op.NEMESIS));

    assertEquals(new Next.Done(), next);
  }

  private static List<Step> steps(Pace pace, Seed seed, int seconds) {
    Generator generator = FaultSchedule.of(DEFAULTS, pace, seed);
    List<Step> steps = new ArrayList<>();
    long now = 0;
    while (now < seconds * 1_000_000_000L) {
      switch (generator.next(new Context(now, Op.NEMESIS))) {
        case Next.Invoke(Invocation invocation, Generator rest) -> {
          steps.add(new Step(now, invocation));
          generator = rest;
        }
        case Next.Wait(long until, Generator rest) -> {
          now = until;
          generator = rest;
        }
        case Next.Done done -> {
          return steps;
        }
      }
    }
    return steps;
  }

  private static Map<String, Integer> counts(List<Step> steps) {
    Map<String, Integer> counts = new TreeMap<>();
    steps.stream()
        .filter(step -> step.invocation().value() != null)
        .forEach(step -> counts.merge(step.invocation().f(), 1, Integer::sum));
    return counts;
  }
}
