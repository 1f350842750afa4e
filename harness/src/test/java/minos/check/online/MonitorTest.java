package minos.check.online;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.check.Validity;
import minos.check.hard.HardHistory;
import minos.check.hard.Shape;
import minos.history.Op;
import minos.model.CasRegister;
import minos.model.Register;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Judging while it happens")
@DisplayNameGeneration(ReplaceUnderscores.class)
class MonitorTest {
  private static final long SECOND = 1_000_000_000;

  private final Monitor monitor = Monitor.ofRun(new CasRegister());
  private long index;
  private long now;

  @Test
  void lets_go_of_what_was_judged() {
    Shape shape = Shape.of(Shape.Kind.REGISTER, 20_000, 5).keys(2).crashing(0.01);
    List<Long> waiting = new ArrayList<>();
    Monitor ofShape = Monitor.ofRun(shape.kind().model());

    HardHistory.record(
        shape,
        op -> {
          assertEquals(Optional.empty(), ofShape.take(op));
          waiting.add(ofShape.progress().events() - ofShape.progress().judged());
        });

    assertEquals(Validity.VALID, ofShape.close().validity());
    assertTrue(waiting.stream().allMatch(events -> events < 4_096), () -> "waiting: " + waiting);
    assertEquals(ofShape.progress().events(), ofShape.progress().judged());
  }

  @Test
  void finds_the_lie_in_a_long_history_when_it_is_told() {
    Shape shape = Shape.of(Shape.Kind.REGISTER, 20_000, 5).keys(2).lying();
    Monitor ofShape = Monitor.ofRun(shape.kind().model());
    List<Violation> seen = new ArrayList<>();
    long[] taken = {0};

    HardHistory.record(
        shape,
        op -> {
          taken[0] += seen.isEmpty() ? 1 : 0;
          ofShape.take(op).ifPresent(seen::add);
        });

    assertEquals(1, seen.size());
    long told = seen.getFirst().refused().completion().orElseThrow().index();
    assertTrue(taken[0] - told < 4_096, taken[0] + " events were taken, it was told at " + told);
    assertEquals(Validity.INVALID, ofShape.close().validity());
  }

  @Test
  void lets_what_crashed_take_effect_after_any_cut_but_only_once() {
    write(0, 1);
    take(1, Op.Type.INVOKE, "write", 2L);
    take(1, Op.Type.INFO, "write", 2L);
    pass();
    read(0, 1);
    pass();
    read(0, 2);
    pass();
    write(0, 3);
    pass();
    assertEquals(Optional.empty(), monitor.violation());

    read(0, 2);

    pass();
    assertEquals("read", monitor.violation().orElseThrow().refused().f());
  }

  @Test
  void remembers_that_only_one_of_two_can_have_come_last() {
    take(0, Op.Type.INVOKE, "write", 1L);
    take(1, Op.Type.INVOKE, "write", 2L);
    take(0, Op.Type.OK, "write", 1L);
    take(1, Op.Type.OK, "write", 2L);
    pass();
    read(0, 1);
    pass();
    assertEquals(Optional.empty(), monitor.violation());

    read(0, 2);

    pass();
    assertTrue(monitor.violation().isPresent());
    assertEquals(Validity.INVALID, monitor.close().validity());
  }

  @Test
  void does_not_wait_for_what_hangs() {
    take(9, Op.Type.INVOKE, "write", 9L);
    write(0, 1);
    pass();

    read(0, 5);

    pass();
    Violation found = monitor.violation().orElseThrow();
    assertEquals(5L, found.refused().completion().orElseThrow().value());
    assertTrue(found.sentence().startsWith("At 0.250 s, no order explains"), found::sentence);
    assertEquals("0.500 s", found.seen());
  }

  @Test
  void says_the_same_however_the_hanging_one_ends() {
    for (Op.Type end : new Op.Type[] {Op.Type.OK, Op.Type.INFO, Op.Type.FAIL}) {
      MonitorTest one = new MonitorTest();
      one.take(9, Op.Type.INVOKE, "write", 9L);
      one.write(0, 1);
      one.pass();
      one.read(0, 9);
      one.pass();
      one.take(9, end, "write", 9L);
      one.pass();

      Validity expected = end == Op.Type.FAIL ? Validity.INVALID : Validity.VALID;
      assertEquals(expected, one.monitor.close().validity(), end::toString);
    }
  }

  @Test
  void that_saw_nothing_is_unknown_unless_others_recorded_it() {
    write(0, 1);
    Monitor recorded = Monitor.ofRecorded(new Register(), 1 << 20);
    recorded.take(op(0, Op.Type.INVOKE, "write", 1L));

    assertEquals(Validity.UNKNOWN, monitor.close().validity());
    assertEquals(Validity.VALID, recorded.close().validity());
  }

  @Test
  void does_not_judge_what_the_model_does_not_know_and_says_so() {
    take(0, Op.Type.INVOKE, "enqueue", 1L);
    take(0, Op.Type.OK, "enqueue", 1L);

    assertTrue(monitor.close().reasons().getFirst().contains("cas-register has read, write"));
  }

  @Test
  void does_not_judge_either_what_the_model_does_not_know_after_something_crashed() {
    take(1, Op.Type.INVOKE, "write", 2L);
    take(1, Op.Type.INFO, "write", 2L);
    pass();
    take(0, Op.Type.INVOKE, "enqueue", 1L);
    take(0, Op.Type.OK, "enqueue", 1L);
    pass();

    assertTrue(monitor.close().reasons().getFirst().contains("cas-register has read, write"));
  }

  private void write(int process, long value) {
    take(process, Op.Type.INVOKE, "write", value);
    take(process, Op.Type.OK, "write", value);
  }

  private void read(int process, long value) {
    take(process, Op.Type.INVOKE, "read", null);
    take(process, Op.Type.OK, "read", value);
  }

  /** Time goes by, in which all is judged that can be. */
  private void pass() {
    now += SECOND / 4;
    var unused =
        monitor.take(new Op(index++, now, 100, Op.Type.INVOKE, "read", "other", null, Map.of()));
    unused = monitor.take(new Op(index++, now, 100, Op.Type.OK, "read", "other", null, Map.of()));
  }

  private void take(int process, Op.Type type, String f, @Nullable Object value) {
    var unused = monitor.take(op(process, type, f, value));
  }

  private Op op(int process, Op.Type type, String f, @Nullable Object value) {
    return new Op(index++, now, process, type, f, null, value, Map.of());
  }
}
