package minos.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("Concurrent calls on a Java object")
@DisplayNameGeneration(ReplaceUnderscores.class)
@ExtendWith(MinosExtension.class)
class MinosTest {

  @Test
  void of_which_one_order_explains_all_are_linearizable(Minos minos) throws Exception {
    AtomicLong count = new AtomicLong();

    minos.concurrently(
        4,
        thread -> {
          for (int i = 0; i < 50; i++) {
            minos.history().recordVoid("add", 1, count::incrementAndGet);
            long unused = minos.history().record("read", null, count::get);
          }
        });

    assertEquals(800, minos.history().toHistory().ops().size());
    minos.assertLinearizable("counter");
  }

  @Test
  void that_contradict_each_other_fail_with_the_smallest_contradiction(Minos minos)
      throws Exception {
    minos.history().recordVoid("write", 1, () -> {});
    minos.history().recordVoid("write", 2, () -> {});
    long stale = minos.history().record("read", null, () -> 1L);

    AssertionError failure =
        assertThrows(AssertionError.class, () -> minos.assertLinearizable("register"));

    assertEquals(1, stale);
    assertTrue(
        String.valueOf(failure.getMessage()).startsWith("NOT LINEARIZABLE as register, 3 calls"),
        failure::getMessage);
    assertTrue(
        String.valueOf(failure.getMessage()).contains("ok 1   <- fits no order"),
        failure::getMessage);
  }

  @Test
  void that_throw_may_have_happened_or_not(Minos minos) throws Exception {
    assertThrows(
        IllegalStateException.class,
        () ->
            minos
                .history()
                .recordVoid(
                    "write",
                    7,
                    () -> {
                      throw new IllegalStateException("timeout");
                    }));
    long unused = minos.history().record("read", null, () -> 7L);

    assertEquals(Op.Type.INFO, minos.history().toHistory().ops().get(1).type());
    minos.assertLinearizable("register");
  }

  @Test
  void that_did_not_happen_are_not_held_against_the_others(Minos minos) throws Exception {
    minos.history().recordVoid("write", 1, () -> {});
    boolean swapped = minos.history().recordIf("cas", List.of(2, 3), () -> false);
    long unused = minos.history().record("read", null, () -> 1L);

    assertTrue(!swapped);
    minos.assertLinearizable("cas-register");
  }

  @Test
  void of_several_objects_are_judged_each_by_itself(Minos minos) throws Exception {
    for (String key : List.of("x", "y")) {
      Object unused = minos.history().record("write", key, key, () -> key);
      Object unusedToo = minos.history().record("read", key, null, () -> key);
    }

    minos.assertLinearizable("register");
  }

  @Test
  void that_nobody_recorded_prove_nothing(Minos minos) {
    assertThrows(AssertionError.class, () -> minos.assertLinearizable("register"));
  }

  @Test
  void are_judged_by_a_model_that_exists(Minos minos) {
    assertTrue(
        String.valueOf(
                assertThrows(
                        IllegalArgumentException.class, () -> minos.assertLinearizable("registre"))
                    .getMessage())
            .startsWith("unknown model 'registre'; known: register"));
  }
}
