package minos.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.history.Op;
import minos.run.MapSystem.Vice;
import minos.run.RunResult.Phase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A run")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunnerTest {
  private static final long SECOND = 1_000_000_000L;
  private final Runs runs = new Runs();

  @Test
  void records_well_formed_histories_with_running_indices() {
    runs.faults = "partition,kill,pause";

    runs.run();

    Map<Integer, Op> open = new HashMap<>();
    Set<Integer> spent = new HashSet<>();
    long time = 0;
    for (Op op : runs.history) {
      assertTrue(op.time() >= time, () -> op + " goes back in time");
      time = op.time();
      if (op.isByNemesis()) {
        continue;
      }
      assertFalse(spent.contains(op.process()), () -> op + " is of a process that ended in doubt");
      if (op.type() == Op.Type.INVOKE) {
        assertEquals(null, open.put(op.process(), op), "two operations open");
      } else {
        Op invocation = open.remove(op.process());
        assertEquals(invocation == null ? null : invocation.f(), op.f());
      }
      if (op.type() == Op.Type.INFO) {
        spent.add(op.process());
      }
    }
    assertTrue(open.isEmpty(), () -> "never ended: " + open);
    assertFalse(spent.isEmpty());
    assertEquals(
        LongStream.range(0, runs.history.size()).boxed().toList(),
        runs.history.stream().map(Op::index).toList());
  }

  @Test
  void keeps_the_rate_asked_for() {
    runs.rate = 100;

    runs.run();

    long begun = runs.clientOps(Op.Type.INVOKE).size();
    assertTrue(begun > 2800 && begun < 3200, () -> begun + " operations in 30 s at 100 a second");
  }

  @Test
  void is_the_same_to_the_last_field_with_the_same_seed() {
    runs.faults = "partition,kill,pause";
    Runs again = new Runs();
    again.faults = runs.faults;
    Runs other = new Runs();
    other.faults = runs.faults;
    other.seed = 2;

    runs.run();
    again.run();
    other.run();

    assertEquals(runs.history, again.history);
    assertFalse(runs.history.equals(other.history));
  }

  @Test
  void gives_the_place_of_a_process_in_doubt_to_a_new_one_with_its_own_client() {
    runs.system.vice = Vice.ANSWERS_IN_DOUBT;
    runs.load = Generators.limit(11, runs.load);
    runs.finalReads = Generators.nothing();

    runs.run();

    Set<Integer> processes = new HashSet<>();
    runs.clientOps(Op.Type.INVOKE).forEach(op -> processes.add(op.process()));
    assertEquals(11, processes.size());
    assertTrue(processes.contains(Runs.CONCURRENCY), processes::toString);
    assertEquals(Set.copyOf(runs.system.opened), Set.copyOf(runs.system.closed));
    assertEquals(runs.system.opened.size(), runs.system.closed.size());
  }

  @Test
  void gives_up_on_a_client_that_never_answers() {
    runs.system.vice = Vice.NEVER_ANSWERS;
    runs.length = Duration.ofSeconds(1);

    RunResult result = runs.run();

    assertEquals(Set.of(Op.Type.FAIL), typesOf("read"), "a read may always be fail");
    assertEquals(Set.of(Op.Type.INFO), typesOf("write"));
    Op lost = runs.clientOps(Op.Type.INFO).getFirst();
    assertEquals("no answer within 5000 ms", lost.extra().get("error"));
    assertEquals(0, result.total().ok());
    assertEquals(result.total().begun(), result.total().ended());
  }

  @Test
  void ignores_an_answer_that_comes_after_it_has_given_up() {
    runs.system.vice = Vice.ANSWERS_LATE;
    runs.length = Duration.ofSeconds(20);

    RunResult result = runs.run();

    assertTrue(result.total().begun() > 20);
    assertEquals(0, result.total().ok());
  }

  @ParameterizedTest(name = "client that {0}")
  @EnumSource(names = {"ANSWERS_TWICE", "ANSWERS_WITH_INVOKE"})
  void is_void_if_a_client_breaks_its_contract(Vice vice) {
    runs.system.vice = vice;

    IllegalStateException e = assertThrows(IllegalStateException.class, runs::run);

    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("the client of process "), message);
    assertTrue(message.contains("this is a bug of the client"), message);
  }

  @Test
  void heals_and_closes_even_when_it_fails() {
    runs.faults = "partition,kill,pause";
    runs.sink =
        op -> {
          runs.history.add(op);
          if (op.isByNemesis() && op.extra().containsKey("evidence")) {
            throw new IllegalStateException("disk full");
          }
        };

    IllegalStateException e = assertThrows(IllegalStateException.class, runs::run);

    assertEquals("disk full", e.getMessage());
    assertEquals(0, e.getSuppressed().length);
    assertTrue(runs.system.isWhole());
    assertEquals(runs.system.opened.size(), runs.system.closed.size());
  }

  @Test
  void says_what_it_could_not_heal_when_it_fails() {
    runs.faults = "partition";
    runs.system.isUnhealable = true;
    runs.sink =
        op -> {
          if (op.time() > 3 * SECOND) {
            throw new IllegalStateException("disk full");
          }
        };

    IllegalStateException e = assertThrows(IllegalStateException.class, runs::run);

    assertEquals("n1 keeps its rules", e.getSuppressed()[0].getMessage());
  }

  @Test
  void ends_early_when_stopped_and_still_heals_and_reads() {
    runs.faults = "kill-all";
    Runner runner = runs.runner();
    runs.time.after(3 * SECOND, runner::stop);

    RunResult result = runner.run();

    assertTrue(result.stopped());
    assertTrue(result.phases().getFirst().endNanos() < 3.2 * SECOND, result.phases()::toString);
    assertTrue(runs.system.isWhole());
    assertEquals(3, result.recovery().reads());
    assertEquals(1, result.faults().size());
    assertTrue(result.faults().getFirst().healed());
  }

  @Test
  void does_not_wait_long_for_final_reads_when_stopped() {
    runs.system.vice = Vice.FAILS;
    Runner runner = runs.runner();
    runs.time.after(2 * SECOND, runner::stop);

    RunResult result = runner.run();

    assertEquals(3, result.recovery().missing().size());
    assertTrue(result.phases().getLast().endNanos() < 8 * SECOND, result.phases()::toString);
  }

  @Test
  void goes_through_its_phases_in_order() {
    RunResult result = runs.run();

    assertEquals(
        List.of(Phase.LOAD, Phase.DRAIN, Phase.HEAL, Phase.FINAL_READS),
        result.phases().stream().map(RunResult.Span::phase).toList());
    assertEquals(30.0, result.phases().getFirst().endNanos() / 1e9, 0.11);
  }

  @Test
  void repeats_each_final_read_until_it_is_ok() {
    runs.length = Duration.ofSeconds(5);
    runs.system.vice = Vice.FAILS;
    runs.time.after(9 * SECOND, () -> runs.system.vice = Vice.NONE);

    RunResult result = runs.run();

    assertEquals(3, result.recovery().reads());
    assertEquals(List.of(), result.recovery().missing());
    assertEquals(4.0, recoveredAfter(result) / 1e9, 0.3);
  }

  @Test
  void names_the_final_reads_that_never_were_ok_within_the_limit() {
    runs.length = Duration.ofSeconds(1);
    runs.system.vice = Vice.FAILS;

    RunResult result = runs.run();

    assertEquals(0, result.recovery().reads());
    assertEquals(Set.copyOf(Runs.reads()), Set.copyOf(result.recovery().missing()));
    assertEquals(3, result.recovery().missing().size());
    assertEquals(31.0, result.phases().getLast().endNanos() / 1e9, 1.0);
  }

  @Test
  void names_the_final_reads_too_that_were_open_when_the_limit_came() {
    runs.length = Duration.ofSeconds(1);
    runs.system.vice = Vice.NEVER_ANSWERS;

    RunResult result = runs.run();

    assertEquals(Set.copyOf(Runs.reads()), Set.copyOf(result.recovery().missing()));
    assertEquals(3, result.recovery().missing().size());
  }

  @Test
  void ends_with_a_load_that_ends() {
    runs.load = Generators.once(new Invocation("write", "k1", 1L));

    RunResult result = runs.run();

    assertEquals(4, result.total().ok());
    assertTrue(result.phases().getLast().endNanos() < SECOND, result.phases()::toString);
  }

  @Test
  void takes_a_client_that_throws_for_one_in_doubt() {
    runs.system.vice = Vice.THROWS;
    runs.load = Generators.once(new Invocation("write", "k1", 1L));

    RunResult result = runs.run();

    assertEquals(new RunResult.Counts(1, 0, 0, 1), result.counts().get("write"));
    assertEquals(
        "the client threw java.lang.IllegalArgumentException: the client is broken",
        runs.clientOps(Op.Type.INFO).getFirst().extra().get("error"));
  }

  @Test
  void tells_its_status_every_second_without_disturbing_anything() {
    runs.faults = "kill-leader";

    runs.run();

    assertTrue(runs.statuses.size() >= 31, () -> runs.statuses.size() + " in 30 s");
    Status last = runs.statuses.getLast();
    assertEquals("n1", last.leader().orElse("none"));
    assertEquals(runs.clientOps(Op.Type.OK).size(), last.counts().ok());
    assertTrue(
        runs.statuses.stream().anyMatch(status -> status.faults().equals(List.of("kill-leader"))));
    long ended = runs.statuses.get(1).endedLastSecond();
    assertTrue(ended > 70 && ended < 130, () -> ended + " in a second");
  }

  @Test
  void measures_the_latency_of_what_was_ok() {
    RunResult result = runs.run();

    long worst = Objects.requireNonNull(result.latencies().get("read")).getMaxValue();
    assertTrue(worst > 1_000_000 && worst <= 2_010_000, () -> "worst read took " + worst + " ns");
  }

  private Set<Op.Type> typesOf(String f) {
    Set<Op.Type> types = new HashSet<>();
    runs.history.stream()
        .filter(op -> op.f().equals(f) && op.type() != Op.Type.INVOKE)
        .forEach(op -> types.add(op.type()));
    return types;
  }

  private static long recoveredAfter(RunResult result) {
    Long nanos = result.recovery().nanos();
    return nanos == null ? -1 : nanos;
  }
}
