package minos.check.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Of transactions on a serial store")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlantedAnomalyTest {
  private static final int TRANSACTIONS = 400;
  private static final int SEEDS = 20;
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  @ParameterizedTest(name = "lists: {0}")
  @ValueSource(booleans = {true, false})
  void none_is_refused(boolean lists) {
    for (int seed = 0; seed < 10 * SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Play play = SerialStore.of(random, TRANSACTIONS, 5, lists);

      Verdict verdict =
          new Isolated(Isolation.STRICT_SERIALIZABLE).check(play.history(random), AMPLE);

      assertEquals(Validity.VALID, verdict.validity(), "seed " + seed + verdict.reasons());
    }
  }

  @ParameterizedTest
  @EnumSource(Anomalies.class)
  void exactly_the_one_is_found_that_was_planted(Anomalies anomaly) {
    boolean lists =
        anomaly.play().acts().stream()
            .flatMap(act -> act.steps().stream())
            .anyMatch(step -> ((List<?>) step).get(0).equals("append"));
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Play play =
          SerialStore.of(random, TRANSACTIONS, 5, lists)
              .with(anomaly.play(), 10 * random.nextInt(TRANSACTIONS));

      for (Isolation isolation : Isolation.all()) {
        Verdict verdict = new Isolated(isolation).check(play.history(random), AMPLE);
        boolean broken =
            anomaly.rulesOut().stream()
                .map(name -> Isolation.named(name).orElseThrow())
                .anyMatch(isolation::isAtLeast);
        assertEquals(
            broken ? Validity.INVALID : Validity.VALID,
            verdict.validity(),
            () -> isolation.name() + verdict.reasons());
        verdict.counterexample().ifPresent(found -> assertPlanted(anomaly, verdict));
      }
    }
  }

  private static void assertPlanted(Anomalies anomaly, Verdict verdict) {
    assertTrue(
        verdict.reasons().stream().anyMatch(reason -> reason.startsWith(anomaly.label() + ": ")),
        verdict.reasons()::toString);
    assertTrue(
        verdict.counterexample().orElseThrow().core().stream()
            .allMatch(operation -> String.valueOf(operation.invocation().value()).contains(", p")),
        verdict.reasons()::toString);
  }
}
