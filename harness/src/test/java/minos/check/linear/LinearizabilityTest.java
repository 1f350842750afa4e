package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import minos.check.Budget;
import minos.check.Counterexample;
import minos.check.Limits;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.hard.CrashBomb;
import minos.check.hard.HardHistory;
import minos.check.hard.Shape;
import minos.history.History;
import minos.history.Op;
import minos.history.Operation;
import minos.model.CasRegister;
import minos.model.KeyValue;
import minos.model.Model;
import minos.model.Register;
import minos.model.Stack;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The judgement of linearizability")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LinearizabilityTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  @Test
  void of_an_empty_history_is_unknown() {
    Verdict verdict = judge(new Register(), new History(List.of()));

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertEquals(List.of("Nothing was judged."), verdict.reasons());
  }

  @Test
  void of_writes_that_nobody_reads_is_unknown() {
    Verdict verdict = judge(new Register(), new Recorder().write(0, 1L).history());

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertEquals(
        List.of("Nothing was judged: no operation completed that says anything of the state."),
        verdict.reasons());
  }

  @Test
  void of_an_operation_that_the_model_does_not_have_is_unknown_and_names_it() {
    Verdict verdict =
        judge(new Register(), new Recorder("x").write(0, 1L).cas(0, 1L, 2L).history());

    assertEquals(
        List.of(
            "linearizable key x: Nothing was judged: at index 2, register has read and write, not"
                + " cas."),
        verdict.reasons());
  }

  @Test
  void leaves_out_what_the_nemesis_did() {
    List<Op> ops = new ArrayList<>(new Recorder().write(0, 1L).read(0, 1L).history().ops());
    ops.add(new Op(4, 9000, Op.NEMESIS, Op.Type.INFO, "heal", null, Map.of(), Map.of()));

    assertEquals(Validity.VALID, judge(new Register(), new History(ops)).validity());
  }

  @Test
  void gives_each_key_a_part_and_the_worst_counts() {
    List<Op> ops = new ArrayList<>();
    ops.addAll(new Recorder("x").write(0, 1L).read(0, 1L).history().ops());
    for (Op op : new Recorder("y").write(0, 1L).read(0, 2L).history().ops()) {
      ops.add(
          new Op(
              op.index() + 4, op.time() + 4000, 1, op.type(), op.f(), "y", op.value(), Map.of()));
    }

    Verdict verdict = judge(new Register(), new History(ops));

    assertEquals(Validity.INVALID, verdict.validity());
    assertEquals(
        List.of("linearizable key x", "linearizable key y"),
        verdict.parts().stream().map(Verdict::checker).toList());
    assertEquals(
        List.of(Validity.VALID, Validity.INVALID),
        verdict.parts().stream().map(Verdict::validity).toList());
  }

  @Test
  void takes_a_failed_write_as_never_done_and_a_crashed_one_as_perhaps() {
    Recorder failed = new Recorder().invoke(0, "write", 1L).fail(0).read(1, 1L);
    Recorder crashed = new Recorder().invoke(0, "write", 1L).info(0).read(1, null).read(1, 1L);

    assertEquals(Validity.INVALID, judge(new Register(), failed.history()).validity());
    assertEquals(Validity.VALID, judge(new Register(), crashed.history()).validity());
  }

  @Test
  void needs_a_write_later_even_if_it_equals_the_state_now() {
    Recorder recorder =
        new Recorder().write(0, 1L).invoke(1, "write", 1L).read(0, 1L).write(0, 2L).read(0, 1L);

    assertEquals(Validity.VALID, judge(new Register(), recorder.ok(1).history()).validity());
  }

  @Test
  void says_that_a_read_is_stale() {
    Recorder recorder =
        new Recorder().write(0, 2L).write(1, 4L).read(2, 4L).read(1, 4L).read(3, 2L);

    Counterexample counterexample = refuted(new Register(), recorder.history());

    assertEquals(
        "process 3 read 2 (ops 8-9), but 2 (process 0 wrote 2 (ops 0-1)) was certainly overwritten"
            + " when process 1 wrote 4 (ops 2-3), which completed before the read began.",
        counterexample.sentence());
    assertEquals(List.of("4"), counterexample.possible());
    assertEquals(List.of(0L, 2L, 8L), invocations(counterexample));
  }

  @Test
  void says_that_nobody_saw_an_acknowledged_write() {
    Recorder recorder = new Recorder().write(0, 2L).read(0, 2L).write(1, 4L).read(3, 2L);

    assertEquals(
        "process 3 read 2 (ops 6-7), but 2 (process 0 wrote 2 (ops 0-1)) is older than what was"
            + " acknowledged before the read began: process 1 wrote 4 (ops 4-5). Nobody ever saw"
            + " that: it was lost, or the read is stale.",
        refuted(new Register(), recorder.history()).sentence());
  }

  @Test
  void says_that_a_read_is_older_than_another_read() {
    Recorder recorder =
        new Recorder().write(0, 2L).invoke(1, "write", 4L).read(2, 4L).read(3, 2L).ok(1);

    assertEquals(
        "process 3 read 2 (ops 5-6), but 2 (process 0 wrote 2 (ops 0-1)) is older than what was"
            + " seen before: process 2 read 4 (ops 3-4), which completed before the read began.",
        refuted(new Register(), recorder.history()).sentence());
  }

  @Test
  void says_that_a_value_was_never_written() {
    assertEquals(
        "process 1 read 7 (ops 2-3), but nobody ever wrote 7.",
        refuted(new Register(), new Recorder().write(0, 1L).read(1, 7L).history()).sentence());
  }

  @Test
  void says_that_the_only_write_of_a_value_failed() {
    Recorder recorder = new Recorder().invoke(0, "write", 7L).fail(0).read(1, 7L);

    assertEquals(
        "process 1 read 7 (ops 2-3), but the only operation by which 7 was ever written failed:"
            + " process 0 wrote 7, which failed (ops 0-1).",
        refuted(new Register(), recorder.history()).sentence());
  }

  @Test
  void says_that_a_value_was_written_only_later() {
    assertEquals(
        "process 1 read 7 (ops 0-1), but 7 was written only later: process 0 wrote 7 (ops 2-3).",
        refuted(new Register(), new Recorder().read(1, 7L).write(0, 7L).history()).sentence());
  }

  @Test
  void says_that_a_value_was_swapped_twice() {
    Recorder recorder = new Recorder().write(0, 1L).cas(1, 1L, 2L).cas(2, 1L, 3L);

    assertEquals(
        "process 2 swapped 1 for 3 (ops 4-5), but process 1 swapped 1 for 2 (ops 2-3): 1 was there"
            + " only once.",
        refuted(new CasRegister(), recorder.history()).sentence());
  }

  @Test
  void names_the_possible_states_where_no_simple_words_fit() {
    Recorder recorder =
        new Recorder()
            .write(0, 1L)
            .invoke(1, "write", 3L)
            .invoke(2, "write", 5L)
            .ok(1)
            .ok(2)
            .cas(3, 1L, 9L);

    Counterexample counterexample = refuted(new CasRegister(), recorder.history());

    assertEquals(List.of("3", "5"), counterexample.possible().stream().sorted().toList());
  }

  @Test
  void tells_a_deleted_key_from_one_that_was_kept() {
    Recorder gone = new Recorder().invoke(0, "put", 1L).ok(0).invoke(0, "delete", null).ok(0);
    gone.invoke(1, "get", null).ok(1, 1L);

    assertEquals(
        "process 1 got 1 (ops 4-5), but 1 (process 0 put 1 (ops 0-1)) is older than what was"
            + " acknowledged before the get began: process 0 deleted (ops 2-3). Nobody ever saw"
            + " that: it was lost, or the get is stale.",
        refuted(new KeyValue(), gone.history()).sentence());
  }

  @ParameterizedTest(name = "{0} crashed writes, {1}")
  @CsvSource({
    "24, UNIQUE", "24, SAME", "24, OBSERVED", "24, SAME_OBSERVED",
    "1000, UNIQUE", "1000, SAME", "1000, OBSERVED", "1000, SAME_OBSERVED"
  })
  void is_not_blown_up_by_crashed_writes(int crashed, CrashBomb.Kind kind) {
    Verdict illegal =
        new Linearizability(new Register()).check(CrashBomb.of(crashed, kind, false), looks(300));
    Verdict legal =
        new Linearizability(new Register()).check(CrashBomb.of(crashed, kind, true), looks(300));

    assertEquals(Validity.INVALID, illegal.validity());
    assertEquals(Validity.VALID, legal.validity());
    assertEquals(3, counterexample(illegal).core().size());
  }

  @ParameterizedTest(name = "{0} processes")
  @ValueSource(ints = {5, 20, 100})
  void is_not_blown_up_by_few_values_that_many_write_again_and_again(int processes) {
    Shape shape = Shape.of(Shape.Kind.REGISTER, 10_000, processes).reusing(5).crashing(0.01);

    Verdict verdict =
        Linearizability.ofRecorded(new CasRegister()).check(HardHistory.of(shape), looks(500));

    assertEquals(Validity.VALID, verdict.validity(), verdict.reasons()::toString);
  }

  @Test
  void is_not_blown_up_by_a_hundred_swaps_of_unknown_outcome() {
    SplittableRandom random = new SplittableRandom(3);
    Recorder recorder = new Recorder(0L);
    for (int i = 0; i < 100; i++) {
      List<Long> swap = List.of((long) random.nextInt(5), (long) random.nextInt(5));
      recorder.invoke(1000 + i, "cas", swap);
    }
    List<Op> ops = new ArrayList<>(recorder.history().ops());
    Shape shape = Shape.of(Shape.Kind.REGISTER, 3_000, 20).reusing(5);
    HardHistory.record(
        shape,
        op ->
            ops.add(
                new Op(
                    ops.size(),
                    1_000_000 + op.time(),
                    op.process(),
                    op.type(),
                    op.f(),
                    0L,
                    op.value(),
                    Map.of())));

    Verdict verdict =
        Linearizability.ofRecorded(new CasRegister()).check(new History(ops), looks(500));

    assertEquals(Validity.VALID, verdict.validity(), verdict.reasons()::toString);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 2, 3, 4, 5})
  void of_a_default_run_is_never_unknown(long seed) {
    History honest = DefaultRun.of(seed, 3000, 5, 10, 60, false);
    History lying = DefaultRun.of(seed, 3000, 5, 10, 60, true);

    Verdict valid = new Linearizability(new CasRegister()).check(honest, looks(2000));
    Verdict invalid = new Linearizability(new CasRegister()).check(lying, looks(2000));

    assertEquals(Validity.VALID, valid.validity(), valid.reasons()::toString);
    assertEquals(Validity.INVALID, invalid.validity());
    assertTrue(counterexample(invalid).core().size() <= 10, counterexample(invalid)::toString);
  }

  @Test
  void is_unknown_when_the_time_is_up_and_says_how_far_it_came() {
    History history = notUnique(DefaultRun.of(0, 3000, 1, 10, 60, false));

    Verdict verdict = new Linearizability(new CasRegister()).check(history, looks(3));

    assertEquals(Validity.UNKNOWN, verdict.validity());
    String reason = verdict.reasons().getFirst();
    assertTrue(reason.contains("The time for checking ran out"), reason);
    assertTrue(reason.matches(".*Judged up to index \\d+ \\(\\w+ by process \\d+\\).*"), reason);
  }

  @Test
  void is_unknown_when_the_memory_is_up() {
    History history = notUnique(DefaultRun.of(0, 3000, 1, 10, 60, false));

    Verdict verdict = new Linearizability(new CasRegister()).check(history, within(2000));

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertTrue(verdict.reasons().getFirst().contains("The memory for checking ran out"));
  }

  @Test
  void counts_the_states_of_the_model_as_memory() {
    Recorder recorder = new Recorder();
    for (int i = 0; i < 30; i++) {
      recorder.invoke(i, "push", (long) i);
    }
    for (int i = 0; i < 30; i++) {
      recorder.ok(i);
    }
    recorder.invoke(0, "pop", null).ok(0, 99L);

    Verdict verdict = new Linearizability(new Stack()).check(recorder.history(), within(1 << 22));

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertTrue(verdict.reasons().getFirst().contains("The memory for checking ran out"));
  }

  /** So that it must be searched: one value is written twice in the end. */
  private static History notUnique(History history) {
    List<Op> ops = new ArrayList<>(history.ops());
    Object key = ops.getLast().key();
    for (Op op : new Recorder(key).write(0, -1L).write(0, -1L).history().ops()) {
      long index = ops.size();
      ops.add(new Op(index, index * 1000, 1 << 20, op.type(), op.f(), key, op.value(), Map.of()));
    }
    return new History(ops);
  }

  /** As much time as it takes to look at the clock so often, whatever the machine. */
  private static Budget looks(int looks) {
    AtomicLong clock = new AtomicLong();
    return new Budget(Duration.ofNanos(looks), clock::incrementAndGet);
  }

  private static Verdict judge(Model<?> model, History history) {
    return new Linearizability(model).check(history, AMPLE);
  }

  private static Counterexample refuted(Model<?> model, History history) {
    Verdict verdict = judge(model, history);
    assertEquals(Validity.INVALID, verdict.validity());
    return counterexample(verdict);
  }

  private static Counterexample counterexample(Verdict verdict) {
    return verdict.parts().stream()
        .flatMap(part -> part.counterexample().stream())
        .findFirst()
        .orElseThrow();
  }

  private static List<Long> invocations(Counterexample counterexample) {
    return counterexample.core().stream().map(Operation::invocation).map(Op::index).toList();
  }

  private static Budget within(long memoryBytes) {
    return new Budget(new Limits(Duration.ofHours(1), memoryBytes), () -> 0L);
  }
}
