package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import minos.check.Budget;
import minos.check.proof.Witness;
import minos.check.proof.WitnessCheck;
import minos.history.Columns;
import minos.history.History;
import minos.model.FifoQueue;
import minos.model.Model;
import minos.model.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A witness, an order that explains a history, and who replays it")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WitnessTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  /** Operations 0: write 1; 1: write 2, overlapping; 2: read 1, after both; 3: write 3, open. */
  private static final History HISTORY =
      new Recorder()
          .invoke(0, "write", 1L)
          .invoke(1, "write", 2L)
          .ok(0)
          .ok(1)
          .read(2, 1L)
          .invoke(3, "write", 3L)
          .history();

  @Test
  void puts_operations_in_the_order_in_which_they_must_have_taken_effect() {
    assertEquals("[1, 0, 2]", order(new Register(), HISTORY));
  }

  @Test
  void puts_what_may_come_at_one_moment_only_after_what_lasts_longer_and_began_before() {
    History history =
        new Recorder().write(0, 1L).invoke(1, "write", 2L).read(0, 1L).ok(1).history();

    assertEquals("[0, 2, 1]", order(new Register(), history));
  }

  @Test
  void puts_values_in_a_queue_in_the_order_in_which_they_came_whoever_began_first_to_take_them() {
    History history =
        new Recorder()
            .invoke(0, "enqueue", 1L)
            .ok(0)
            .invoke(0, "enqueue", 2L)
            .ok(0)
            .invoke(1, "dequeue", null)
            .invoke(2, "dequeue", null)
            .ok(1, 2L)
            .ok(2, 1L)
            .history();

    assertEquals("[0, 1, 3, 2]", order(new FifoQueue(), history));
  }

  private static String order(Model<?> model, History history) {
    return Arrays.toString(
        Linearizability.ofRecorded(model)
            .witness(Columns.of(history), 0, AMPLE)
            .orElseThrow()
            .order());
  }

  @Test
  void is_accepted_with_or_without_what_nobody_knows_to_have_happened() {
    assertEquals(Optional.empty(), objection(1, 0, 2));
    assertEquals(Optional.empty(), objection(1, 0, 2, 3));
  }

  @Test
  void is_refused_if_the_model_does_not_explain_a_result() {
    assertRefused("is not explained by 2", 0, 1, 2);
  }

  @Test
  void is_refused_if_it_turns_real_time_round() {
    History history = new Recorder().write(0, 1L).write(1, 2L).history();

    Optional<String> objection =
        new WitnessCheck(new Register(), Columns.of(history))
            .objection(new Witness(0, new int[] {1, 0}));

    assertEquals(
        "The write at index 0 had returned before one began that stands before it.",
        objection.orElseThrow());
  }

  @Test
  void is_refused_if_something_is_missing_or_comes_twice() {
    assertRefused("happened and is not in the order", 0, 2);
    assertRefused("cannot stand in an order", 1, 0, 0, 2);
  }

  @Test
  void is_refused_if_a_failed_operation_is_in_it() {
    History history = new Recorder().invoke(0, "write", 1L).fail(0).history();

    Optional<String> objection =
        new WitnessCheck(new Register(), Columns.of(history))
            .objection(new Witness(0, new int[] {0}));

    assertTrue(objection.orElseThrow().contains("cannot stand in an order"), objection.get());
  }

  private static Optional<String> objection(int... order) {
    return new WitnessCheck(new Register(), Columns.of(HISTORY)).objection(new Witness(0, order));
  }

  private static void assertRefused(String why, int... order) {
    String objection = objection(order).orElse("no objection");
    assertTrue(objection.contains(why), objection);
  }
}
