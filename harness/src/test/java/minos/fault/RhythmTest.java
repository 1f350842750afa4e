package minos.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.generate.Generator;
import minos.generate.Generator.Context;
import minos.generate.Generator.Next;
import minos.generate.Seed;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A schedule by name")
@DisplayNameGeneration(ReplaceUnderscores.class)
class RhythmTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Breakable FIVE = Breakable.inEveryWay(5);

  /** An operation, when it was asked for, and how many faults were in force then. */
  private record Step(double seconds, Generator.Invocation asked, int inForce) {
    boolean breaks() {
      return asked.value() != null;
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void begins_every_kind_and_heals_each_family_before_it_breaks_it_again(Rhythm rhythm) {
    for (long seed = 0; seed < 50; seed++) {
      Set<String> begun = new HashSet<>();
      Set<Fault.Family> broken = new HashSet<>();
      for (Step step : steps(rhythm, Optional.empty(), new Seed(seed))) {
        Optional<Fault> fault = Fault.askedBy(step.asked());
        fault.ifPresent(begins -> assertTrue(broken.add(begins.family()), step::toString));
        fault.ifPresent(begins -> begun.add(begins.label()));
        if (fault.isEmpty()) {
          broken.removeIf(family -> family.healing().equals(step.asked()));
        }
      }
      for (FaultKind kind : kinds(rhythm)) {
        assertTrue(begun.stream().anyMatch(kind::covers), kind.name() + " of " + begun);
      }
    }
  }

  @Test
  void rotation_has_several_faults_in_force_at_once_and_then_none() {
    List<Integer> inForce =
        steps(Rhythm.ROTATION, Optional.empty(), new Seed(1)).stream().map(Step::inForce).toList();

    assertTrue(inForce.contains(3), "all three: " + inForce);
    assertTrue(inForce.contains(0), "quiet: " + inForce);
    assertTrue(
        steps(Rhythm.TURNS, Optional.empty(), new Seed(1)).stream().allMatch(s -> s.inForce() < 2));
  }

  @Test
  void heals_no_fault_as_soon_as_it_holds_where_another_took_its_time() {
    List<FaultKind> kinds = FaultKind.parse("kill-one,pause-one", FIVE);
    Generator schedule =
        new FaultTiming(Rhythm.BURSTS, Optional.of(Duration.ofSeconds(4)))
            .generator(kinds, 5, MINUTE, new Seed(3));
    long now = 0;
    long broken = 0;
    long heals = 0;
    while (heals < 4) {
      switch (schedule.next(new Context(now, Op.NEMESIS))) {
        case Next.Wait(long until, Generator rest) -> {
          now = until;
          schedule = rest;
        }
        case Next.Invoke(Generator.Invocation asked, Generator rest) -> {
          if (asked.value() == null) {
            heals++;
            assertTrue(now - broken >= 500_000_000L, "healed after " + (now - broken));
          } else {
            now += 15_000_000_000L / 2; // as where a point must be waited for
            broken = now;
          }
          schedule = rest;
        }
        case Next.Done done -> throw new AssertionError("over at " + now);
      }
    }
  }

  @Test
  void rotation_kills_last_since_nobody_can_pause_the_dead() {
    for (long seed = 0; seed < 50; seed++) {
      boolean killed = false;
      for (Step step : steps(Rhythm.ROTATION, Optional.empty(), new Seed(seed))) {
        killed = step.asked().f().equals("kill") || (killed && !step.asked().f().equals("start"));
        assertTrue(!killed || !step.asked().f().equals("pause"), "seed " + seed);
      }
    }
  }

  @Test
  void pause_then_kill_kills_while_the_leader_is_paused() {
    List<String> first =
        steps(Rhythm.PAUSE_THEN_KILL, Optional.empty(), new Seed(1)).stream()
            .limit(4)
            .map(step -> step.asked().f() + " " + step.asked().value())
            .toList();

    assertEquals(List.of("pause leader", "kill minority", "resume null", "start null"), first);
  }

  @Test
  void in_order_begins_each_while_those_before_it_are_in_force() {
    for (long seed = 0; seed < 20; seed++) {
      List<String> first =
          steps(Rhythm.IN_ORDER, Optional.empty(), new Seed(seed)).stream()
              .limit(6)
              .map(step -> step.asked().f() + " " + step.inForce())
              .toList();

      assertEquals(
          List.of(
              "start-partition 1", "kill 2", "pause 3", "stop-partition 2", "start 1", "resume 0"),
          first);
    }
  }

  @Test
  void in_order_cannot_have_two_faults_that_are_healed_together() {
    List<FaultKind> both = FaultKind.parse("kill-one,power-loss-one", FIVE);

    assertTrue(
        Rhythm.IN_ORDER.objection(both).orElseThrow().startsWith("kill-one and power-loss-one"));
    assertEquals(Optional.empty(), Rhythm.ROTATION.objection(both));
    assertEquals(Optional.empty(), Rhythm.IN_ORDER.objection(FaultKind.parse("kill,pause", FIVE)));
  }

  @Test
  void rolling_restart_takes_every_node_in_its_order() {
    List<Object> killed =
        steps(Rhythm.ROLLING_RESTART, Optional.empty(), new Seed(1)).stream()
            .filter(Step::breaks)
            .limit(5)
            .<Object>map(step -> String.valueOf(step.asked().value()))
            .toList();

    assertEquals(List.of("n1", "n2", "n3", "n4", "n5"), killed);
  }

  @Test
  void crash_loop_takes_one_node_again_and_again() {
    List<String> killed =
        steps(Rhythm.CRASH_LOOP, Optional.empty(), new Seed(1)).stream()
            .filter(Step::breaks)
            .limit(4)
            .map(step -> String.valueOf(step.asked().value()))
            .toList();

    assertEquals(1, Set.copyOf(killed).size(), killed::toString);
  }

  @Test
  void keeps_the_interval_that_was_asked_for_on_average_and_not_exactly() {
    List<Double> begins =
        steps(Rhythm.TURNS, Optional.of(Duration.ofSeconds(2)), new Seed(1)).stream()
            .filter(Step::breaks)
            .map(Step::seconds)
            .toList();

    double mean = (begins.getLast() - begins.getFirst()) / (begins.size() - 1);
    assertTrue(mean > 1.8 && mean < 2.2, "mean: " + mean);
    assertTrue(Set.copyOf(begins).size() > 20, "jitter");
  }

  private static List<FaultKind> kinds(Rhythm rhythm) {
    return rhythm.faults().isEmpty()
        ? FaultKind.parse("partition,kill,pause", FIVE)
        : FaultKind.of(rhythm.faults(), FIVE);
  }

  private static List<Step> steps(Rhythm rhythm, Optional<Duration> interval, Seed seed) {
    Generator generator =
        new FaultTiming(rhythm, interval).generator(kinds(rhythm), 5, MINUTE, seed);
    List<Step> steps = new ArrayList<>();
    int inForce = 0;
    long now = 0;
    while (now < MINUTE.toNanos()) {
      switch (generator.next(new Context(now, Op.NEMESIS))) {
        case Next.Invoke(Generator.Invocation asked, Generator rest) -> {
          inForce += asked.value() != null ? 1 : -1;
          steps.add(new Step(now / 1e9, asked, inForce));
          generator = rest;
        }
        case Next.Wait(long until, Generator rest) -> {
          now = until;
          generator = rest;
        }
        case Next.Done done -> now = Long.MAX_VALUE;
      }
    }
    return steps;
  }
}
