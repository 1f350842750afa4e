package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Counterexample;
import minos.check.Validity;
import minos.check.Verdict;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Operation;
import minos.model.CasRegister;
import minos.model.FifoQueue;
import minos.model.KeyValue;
import minos.model.Model;
import minos.model.Register;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The search, beside brute force over all orders")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SearchAgainstBruteForceTest {
  private static final int HISTORIES = 10_000;
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(new Register(), new String[] {"read", "write"}),
        Arguments.of(new CasRegister(), new String[] {"read", "write", "cas", "cas"}),
        Arguments.of(new KeyValue(), new String[] {"get", "put", "cas", "delete"}),
        Arguments.of(new FifoQueue(), new String[] {"enqueue", "dequeue"}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void agrees_on_every_history_and_finds_cores_that_are_illegal_in_themselves(
      Model<?> model, String[] operations) {
    Map<Validity, Integer> seen = new EnumMap<>(Validity.class);

    for (int seed = 0; seed < HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int calls = 1 + random.nextInt(8);
      History history = RandomHistory.of(random, calls, 2 + random.nextInt(4), operations);
      seen.merge(compare(model, history, "seed " + seed), 1, Integer::sum);
    }

    assertTrue(seen.getOrDefault(Validity.VALID, 0) > HISTORIES / 4, "too few valid histories");
    assertTrue(
        seen.getOrDefault(Validity.INVALID, 0) > HISTORIES / 50, "too few invalid histories");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void agrees_on_longer_histories(Model<?> model, String[] operations) {
    int invalid = 0;

    for (int seed = 0; seed < HISTORIES / 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      History history = RandomHistory.of(random, 12, 2 + random.nextInt(8), operations);
      invalid += compare(model, history, "seed " + seed) == Validity.INVALID ? 1 : 0;
    }

    assertTrue(invalid > HISTORIES / 250, "too few invalid histories");
  }

  private static Validity compare(Model<?> model, History history, String which) {
    boolean expected = BruteForce.isLinearizable(model, history.operations());
    Verdict verdict = new Linearizability(model).check(history, AMPLE);
    if (verdict.validity() == Validity.UNKNOWN) {
      assertTrue(expected, () -> which + " is invalid and must not be unknown: " + text(history));
    } else {
      assertEquals(
          expected ? Validity.VALID : Validity.INVALID,
          verdict.validity(),
          () -> which + ": " + text(history));
    }
    if (verdict.validity() == Validity.INVALID) {
      confirm(model, history, verdict.parts().getFirst().counterexample().orElseThrow(), which);
    }
    return verdict.validity();
  }

  private static void confirm(
      Model<?> model, History history, Counterexample counterexample, String which) {
    List<Operation> core = counterexample.core();
    assertFalse(BruteForce.isLinearizable(model, core), () -> which + ": a legal core " + core);
    assertTrue(core.contains(counterexample.refused()), which);
    assertTrue(new HashSet<>(history.operations()).containsAll(core), which);
    assertFalse(counterexample.sentence().isBlank(), which);
  }

  private static String text(History history) {
    return String.join("\n", history.ops().stream().map(JsonLines::line).toList());
  }
}
