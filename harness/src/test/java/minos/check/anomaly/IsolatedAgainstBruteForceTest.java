package minos.check.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.history.History;
import minos.history.JsonLines;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The cycles of transactions, beside brute force over all orders")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IsolatedAgainstBruteForceTest {
  private static final int HISTORIES = Integer.getInteger("histories", 5_000);
  private static final long SEED = Long.getLong("seed", 0);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  @Test
  void agree_on_whether_lists_are_serializable() {
    agrees("serializable", 5, play -> Orders.isSerializable(play, false));
  }

  @Test
  void agree_on_whether_lists_are_strict_serializable() {
    agrees("strict-serializable", 5, play -> Orders.isSerializable(play, true));
  }

  /**
   * Of appends that nobody read the order is not known, but two writers of one key exclude each
   * other.
   */
  @Test
  void never_refuse_lists_that_are_snapshot_isolated_and_find_nearly_all_that_are_not() {
    never("snapshot-isolation", true, Orders::isSnapshotIsolated, 95);
  }

  @Test
  void never_refuse_registers_that_are_serializable_and_find_most_that_are_not() {
    never("serializable", false, play -> Orders.isSerializable(play, false), 60);
  }

  @Test
  void never_refuse_registers_that_are_strict_serializable_and_find_most_that_are_not() {
    never("strict-serializable", false, play -> Orders.isSerializable(play, true), 80);
  }

  @Test
  void never_refuse_registers_that_are_snapshot_isolated_and_find_most_that_are_not() {
    never("snapshot-isolation", false, Orders::isSnapshotIsolated, 60);
  }

  private static void agrees(String isolation, int most, Predicate<Play> truth) {
    int invalid = 0;
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Play play = RandomPlay.of(random, most, true);
      History history = play.history(random);
      Verdict verdict = check(isolation, history);
      if (verdict.validity() == Validity.UNKNOWN) {
        continue;
      }
      boolean expected = truth.test(play);
      invalid += expected ? 0 : 1;

      long which = seed;
      assertEquals(
          expected,
          verdict.validity() == Validity.VALID,
          () -> "seed " + which + verdict.reasons() + "\n" + text(history));
    }
    assertTrue(invalid > HISTORIES / 10, "too few are invalid: " + invalid);
    assertTrue(invalid < HISTORIES * 9 / 10, "too few are valid");
  }

  private static void never(
      String isolation, boolean lists, Predicate<Play> truth, int percentFound) {
    int refused = 0;
    int invalid = 0;
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Play play = RandomPlay.of(random, 4, lists);
      History history = play.history(random);
      Verdict verdict = check(isolation, history);
      boolean expected = truth.test(play);
      long which = seed;
      assertFalse(
          expected && verdict.validity() == Validity.INVALID,
          () -> "seed " + which + verdict.reasons() + "\n" + text(history));
      refused += verdict.validity() == Validity.INVALID ? 1 : 0;
      invalid += expected ? 0 : 1;
    }
    assertTrue(invalid > HISTORIES / 20, "too few are invalid: " + invalid);
    assertTrue(refused * 100 > invalid * percentFound, "found only " + refused + " of " + invalid);
  }

  private static Verdict check(String isolation, History history) {
    return new Isolated(Isolation.named(isolation).orElseThrow()).check(history, AMPLE);
  }

  private static String text(History history) {
    return String.join("\n", history.ops().stream().map(JsonLines::line).toList());
  }
}
