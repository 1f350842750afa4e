package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import minos.check.Budget;
import minos.check.Counterexample;
import minos.check.Limits;
import minos.check.Validity;
import minos.check.Verdict;
import minos.history.Columns;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Operation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Every model's algorithm, beside the search and brute force over all orders")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EveryModelTest {
  private static final int HISTORIES = Integer.getInteger("histories", 3_000);
  private static final int SEED = Integer.getInteger("seed", 0);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  /** A queue with many enqueues at once has very many states. */
  private static final Budget VAST =
      new Budget(new Limits(Duration.ofHours(1), 1L << 34), () -> 0L);

  static List<Subject<?>> subjects() {
    return Subject.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void agree_on_every_history(Subject<?> subject) {
    int valid = 0;
    int invalid = 0;

    for (int i = 0; i < HISTORIES; i++) {
      int seed = SEED + i;
      SplittableRandom random = new SplittableRandom(seed);
      int calls = 1 + random.nextInt(seed % 50 == 0 ? 10 : 8);
      History history = Simulated.of(subject, random, calls, 2 + random.nextInt(5));
      Validity validity = compare(subject, history, "seed " + seed);
      valid += validity == Validity.VALID ? 1 : 0;
      invalid += validity == Validity.INVALID ? 1 : 0;
    }

    assertTrue(valid > HISTORIES / 4, valid + " valid histories of " + HISTORIES);
    assertTrue(invalid > HISTORIES / 1000, invalid + " invalid histories of " + HISTORIES);
  }

  private static Validity compare(Subject<?> subject, History history, String which) {
    boolean expected = BruteForce.isLinearizable(subject.model(), history.operations());
    Linearizability judge = Linearizability.ofRecorded(subject.model());
    Columns columns = Columns.of(history);
    Verdict verdict = judge.check(columns, AMPLE);
    Verdict second = judge.onlySearching().check(columns, VAST);

    Validity known = expected ? Validity.VALID : Validity.INVALID;
    assertEquals(known, verdict.validity(), () -> which + ":\n" + text(history));
    assertEquals(known, second.validity(), () -> "search, " + which + ":\n" + text(history));
    if (!expected) {
      confirm(subject, history, counterexample(verdict), which);
      confirm(subject, history, counterexample(second), which + " searched");
    }
    return known;
  }

  private static Counterexample counterexample(Verdict verdict) {
    return verdict.parts().getFirst().counterexample().orElseThrow();
  }

  private static void confirm(
      Subject<?> subject, History history, Counterexample found, String which) {
    List<Operation> core = found.core();
    assertFalse(
        BruteForce.isLinearizable(subject.model(), core),
        () -> which + ": a legal core " + core + "\n" + text(history));
    assertFalse(
        BruteForce.isLinearizable(subject.model(), withCrashed(history, core)),
        () -> which + ": crashed calls explain " + core + "\n" + text(history));
    assertTrue(
        core.contains(found.refused()),
        () -> which + ": " + found.refused() + " is not in " + core + "\n" + text(history));
    assertTrue(new HashSet<>(history.operations()).containsAll(core), which);
    assertFalse(found.sentence().isBlank(), which);
  }

  /** What nobody knows of is no excuse: it may have happened all the same. */
  private static List<Operation> withCrashed(History history, List<Operation> core) {
    return history.operations().stream()
        .filter(operation -> operation.isUnknown() || core.contains(operation))
        .toList();
  }

  private static String text(History history) {
    return String.join("\n", history.ops().stream().map(JsonLines::line).toList());
  }
}
