package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import minos.check.Budget;
import minos.check.Counterexample;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.proof.CertificateCheck;
import minos.check.proof.WitnessCheck;
import minos.history.Columns;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Operation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code -Dhistories=1000000 -Dseed=7} tries more, and others; the seed of one that fails is named,
 * and {@code -Dhistories=1 -Dseed=S} tries it alone.
 */
@DisplayName("Every model's algorithm, the search, their witnesses and certificates, brute force")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EveryModelTest {
  private static final int HISTORIES = Integer.getInteger("histories", 3_000);
  private static final int SEED = Integer.getInteger("seed", 0);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  /** A queue with many enqueues at once has very many states. */
  private static final long MEMORY_BYTES = 1L << 34;

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
      Validity validity = new Comparison(subject, history, seed).agreed();
      valid += validity == Validity.VALID ? 1 : 0;
      invalid += validity == Validity.INVALID ? 1 : 0;
    }

    if (HISTORIES >= 1_000) {
      assertTrue(valid > HISTORIES / 4, valid + " valid histories of " + HISTORIES);
      assertTrue(invalid > HISTORIES / 1000, invalid + " invalid histories of " + HISTORIES);
    }
  }

  /** All opinions of one history. */
  private record Comparison(Subject<?> subject, History history, int seed) {

    Validity agreed() {
      boolean expected = BruteForce.isLinearizable(subject.model(), history.operations());
      Linearizability judge = Linearizability.ofRecorded(subject.model());
      Columns columns = Columns.of(history);
      Validity known = expected ? Validity.VALID : Validity.INVALID;
      for (Linearizability one : List.of(judge, judge.onlySearching().within(MEMORY_BYTES))) {
        Verdict verdict = one.check(columns, AMPLE);
        assertEquals(known, verdict.validity(), this::toString);
        if (!expected) {
          confirm(verdict.parts().getFirst().counterexample().orElseThrow());
        } else if (columns.keys() > 0) {
          var witness = one.witness(columns, 0, AMPLE).orElseThrow();
          Optional<String> objection =
              new WitnessCheck(subject.model(), columns).objection(witness);
          assertTrue(objection.isEmpty(), () -> objection + "\n" + this);
        }
      }
      return known;
    }

    private void confirm(Counterexample found) {
      Optional<String> objection =
          new CertificateCheck(subject.model(), history.operations())
              .objection(found.certificate());
      assertTrue(objection.isEmpty(), () -> objection + "\n" + found + "\n" + this);
      assertFalse(
          BruteForce.isLinearizable(subject.model(), found.core()),
          () -> "a legal core " + found + "\n" + this);
      assertFalse(
          BruteForce.isLinearizable(subject.model(), withCrashed(found.core())),
          () -> "crashed calls explain " + found + "\n" + this);
      assertTrue(found.core().contains(found.refused()), this::toString);
      assertFalse(found.possible().isEmpty(), this::toString);
      assertFalse(found.sentence().isBlank(), this::toString);
    }

    /** What nobody knows of is no excuse: it may have happened all the same. */
    private List<Operation> withCrashed(List<Operation> core) {
      return history.operations().stream()
          .filter(operation -> operation.isUnknown() || core.contains(operation))
          .toList();
    }

    @Override
    public String toString() {
      return "seed %d:\n%s"
          .formatted(seed, String.join("\n", history.ops().stream().map(JsonLines::line).toList()));
    }
  }
}
