package minos.check.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.linear.Linearizability;
import minos.history.Columns;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A hard history")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HardHistoryTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);
  private static final int SEEDS = 10;

  @Test
  void is_the_same_for_the_same_shape_and_another_for_another_seed() {
    Shape shape = Shape.of(Shape.Kind.REGISTER, 200, 5).crashing(0.05);

    assertEquals(ops(shape), ops(shape));
    assertTrue(!ops(shape).equals(ops(shape.seed(2))));
  }

  @Test
  void has_as_many_operations_and_unknown_outcomes_as_was_asked_for() {
    Columns history = HardHistory.of(Shape.of(Shape.Kind.REGISTER, 2000, 5).crashing(0.1).keys(7));

    assertEquals(2000, history.size());
    assertEquals(7, history.keys());
    assertTrue(Math.abs(history.count(Columns.INFO) - 200) < 60, "about one of ten");
  }

  @Test
  void of_a_register_reads_writes_and_swaps() {
    List<Op> ops = ops(Shape.of(Shape.Kind.REGISTER, 500, 5));

    for (String f : List.of("read", "write", "cas")) {
      assertTrue(any(ops, op -> op.f().equals(f) && op.type() == Op.Type.OK), f);
    }
    assertTrue(any(ops, op -> op.f().equals("cas") && op.type() == Op.Type.FAIL), "a failed cas");
  }

  @Test
  void of_a_queue_finds_it_empty_unless_it_is_kept_long() {
    Predicate<Op> empty =
        op -> op.f().equals("dequeue") && op.type() == Op.Type.OK && op.value() == null;

    assertTrue(any(ops(Shape.of(Shape.Kind.QUEUE, 500, 5)), empty));
    assertTrue(!any(ops(Shape.of(Shape.Kind.LONG_QUEUE, 500, 5)), empty));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(Shape.Kind.class)
  void is_linearizable_unless_it_lies(Shape.Kind kind) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Shape honest = Shape.of(kind, 600, 4).crashing(seed % 2 * 0.01).seed(seed);

      assertEquals(Validity.VALID, judged(honest), honest::toString);
      assertEquals(Validity.INVALID, judged(honest.lying()), honest::toString);
    }
  }

  @Test
  void may_write_few_values_again_and_again() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Shape honest = Shape.of(Shape.Kind.REGISTER, 600, 4).reusing(5).seed(seed);

      assertEquals(Validity.VALID, judged(honest), honest::toString);
      assertEquals(Validity.INVALID, judged(honest.lying()), honest::toString);
    }
  }

  private static boolean any(List<Op> ops, Predicate<Op> wanted) {
    return ops.stream().anyMatch(wanted);
  }

  private static List<Op> ops(Shape shape) {
    List<Op> ops = new ArrayList<>();
    HardHistory.record(shape, ops::add);
    return ops;
  }

  private static Validity judged(Shape shape) {
    return Linearizability.ofRecorded(shape.kind().model())
        .check(HardHistory.of(shape), AMPLE)
        .validity();
  }
}
