package minos.check.hard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.anomaly.Isolated;
import minos.check.anomaly.Isolation;
import minos.history.Columns;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Many transactions from a seed")
@DisplayNameGeneration(ReplaceUnderscores.class)
class HardTransactionsTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  @ParameterizedTest
  @EnumSource(HardTransactions.Kind.class)
  void are_strictly_serializable_unless_they_read_what_was_there_when_they_began(
      HardTransactions.Kind kind) {
    for (int seed = 0; seed < 5; seed++) {
      Columns sound = HardTransactions.of(kind, 500, 5, false, seed);

      assertEquals(500, sound.size());
      assertTrue(sound.count(Columns.INFO) > 0);
      assertEquals(Validity.VALID, judged(sound).validity(), () -> judged(sound).toString());
      assertEquals(
          Validity.INVALID, judged(HardTransactions.of(kind, 500, 5, true, seed)).validity());
    }
  }

  private static Verdict judged(Columns history) {
    return new Isolated(Isolation.STRICT_SERIALIZABLE).check(history, AMPLE);
  }
}
