package minos.shrink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import minos.fault.Fault;
import minos.fault.FaultScript;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Shrinking a schedule")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShrinkerTest {
  private static final long SECOND = 1_000_000_000;
  private static final Schedule WHOLE = whole();

  private final List<String> steps = new ArrayList<>();

  @Test
  void keeps_what_the_failure_needs_and_nothing_else() {
    Schedule least = shrink(it -> writes(it, 17) && reads(it, 1) && kills(it));

    assertEquals(2, least.operations());
    assertEquals(List.of(1L), least.keys());
    assertEquals(1, least.faults().size());
    assertEquals(1, least.nodes());
    assertEquals(1, least.clients());
    assertTrue(least.end() < SECOND, () -> least.end() + " ns");
  }

  @Test
  void says_what_each_step_left_out() {
    shrink(it -> writes(it, 17));

    assertEquals("time: 60 to 30", steps.getFirst());
    assertTrue(steps.contains("operations: 2 to 1"), steps::toString);
  }

  @Test
  void prefers_a_fault_of_who_leads_to_one_of_a_node_by_name() {
    Schedule least = shrink(ShrinkerTest::kills);

    assertEquals("kill-leader", least.faults().getFirst().fault().label());
    assertTrue(least.faults().getFirst().fault() instanceof Fault.Kill, least::toString);
  }

  @Test
  void keeps_the_nodes_that_are_needed_and_the_names_of_those_in_faults_right() {
    Predicate<Schedule> hitsOneOfThree =
        it ->
            it.nodes() >= 3
                && it.faults().stream()
                    .anyMatch(entry ->
                        entry.fault() instanceof Fault.Chosen(Fault as, Object value)
                            && value.equals(Map.of("n3", List.of("n1", "n2"))));

    Schedule least =
        shrink(it -> it.equals(WHOLE) || hitsOneOfThree.test(it) || (it.nodes() == 5 && cuts(it)));

    assertEquals(3, least.nodes());
    assertTrue(hitsOneOfThree.test(least), least::toString);
  }

  @Test
  void takes_another_seed_where_its_own_no_longer_fails() {
    Schedule least = shrink(it -> it.equals(WHOLE) || (it.seed() % 4 == 3 && reads(it, 2)));

    assertEquals(1, least.operations());
    assertEquals(3, least.seed() % 4);
  }

  @Test
  void gives_the_smallest_so_far_when_its_time_is_over() {
    int[] left = {9};

    Schedule least =
        new Shrinker(WHOLE, it -> writes(it, 17), () -> left[0]-- <= 0, 1, this::step).run();

    assertTrue(least.operations() < WHOLE.operations() && least.operations() > 1, steps::toString);
    assertTrue(writes(least, 17));
  }

  private Schedule shrink(Predicate<Schedule> fails) {
    return new Shrinker(WHOLE, fails, () -> false, 1, this::step).run();
  }

  private void step(String what, Schedule before, Schedule after, long trials) {
    steps.add(
        what.equals("faults")
            ? "faults: " + before.faults().size() + " to " + after.faults().size()
            : what + ": " + before.operations() + " to " + after.operations());
  }

  private static boolean writes(Schedule it, long value) {
    return it.ops().stream().anyMatch(op -> Long.valueOf(value).equals(op.value()));
  }

  private static boolean reads(Schedule it, long key) {
    return it.ops().stream()
        .anyMatch(op -> op.value() == null && Long.valueOf(key).equals(op.key()));
  }

  private static boolean kills(Schedule it) {
    return it.faults().stream().anyMatch(entry -> entry.fault().label().startsWith("kill"));
  }

  private static boolean cuts(Schedule it) {
    return it.faults().stream().anyMatch(entry -> entry.fault().label().equals("partition-one"));
  }

  /** Sixty operations of three objects by six clients, and three faults, in thirty seconds. */
  private static Schedule whole() {
    List<Op> ops = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      boolean write = number % 2 == 1;
      ops.add(
          new Op(
              0,
              number * SECOND / 2,
              number % 6,
              Op.Type.INVOKE,
              write ? "write" : "read",
              write ? (number / 2 + 2) % 3 : (number / 2) % 3,
              write ? (long) number : null,
              Map.of()));
    }
    return new Schedule(
        ops,
        List.of(),
        List.of(
            fault("kill-one", List.of("n2"), 2),
            fault("partition-one", Map.of("n5", List.of("n2", "n4")), 9),
            fault("pause-one", List.of("n1"), 16)),
        5,
        6,
        4);
  }

  private static FaultScript.Entry fault(String label, Object value, long second) {
    return new FaultScript.Entry(
        new Fault.Chosen(Fault.labelled(label).orElseThrow(), value),
        second * SECOND,
        OptionalLong.of((second + 3) * SECOND));
  }
}
