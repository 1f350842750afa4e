package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import minos.check.Budget;
import minos.check.Counterexample;
import minos.check.Limits;
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
 * So many histories of each model, which share them: {@code -Dhistories=1000000 -Dseed=7} tries
 * more, and others. The seed of one that fails is named; {@code -Dhistories=1 -Dseed=S} tries it
 * alone.
 */
@DisplayName("Every model's algorithm, the search, their witnesses and certificates, brute force")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EveryModelTest {
  private static final int HISTORIES = Integer.getInteger("histories", 100_000);
  private static final int SEED = Integer.getInteger("seed", 0);

  /** A queue with many enqueues at once has very many states. */
  private static final Budget VAST =
      new Budget(new Limits(Duration.ofHours(1), 1L << 34), () -> 0L);

  static List<Subject<?>> subjects() {
    return Subject.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("subjects")
  void agree_on_every_history(Subject<?> subject) {
    int histories = (int) Math.max(1, HISTORIES / subjectsOfItsModel(subject));

    long valid =
        IntStream.range(SEED, SEED + histories)
            .parallel()
            .filter(seed -> compared(subject, seed).agreed() == Validity.VALID)
            .count();

    if (histories >= 1_000) {
      assertTrue(valid > histories / 4, valid + " valid histories of " + histories);
      assertTrue(histories - valid > histories / 1000, valid + " valid ones of " + histories);
    }
  }

  private static long subjectsOfItsModel(Subject<?> subject) {
    return subjects().stream()
        .filter(other -> other.model().name().equals(subject.model().name()))
        .count();
  }

  private static Comparison compared(Subject<?> subject, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int calls = 1 + random.nextInt(seed % 50 == 0 ? 10 : 8);
    return new Comparison(
        subject, Simulated.of(subject, random, calls, 2 + random.nextInt(5)), seed);
  }

  /** All opinions of one history. */
  private record Comparison(Subject<?> subject, History history, int seed) {

    Validity agreed() {
      boolean expected = BruteForce.isLinearizable(subject.model(), history.operations());
      Linearizability judge = Linearizability.ofRecorded(subject.model());
      Columns columns = Columns.of(history);
      Validity known = expected ? Validity.VALID : Validity.INVALID;
      for (Linearizability one : List.of(judge, judge.onlySearching())) {
        Verdict verdict = one.check(columns, VAST);
        assertEquals(known, verdict.validity(), this::toString);
        if (!expected) {
          confirm(verdict.parts().getFirst().counterexample().orElseThrow());
        } else if (columns.keys() > 0) {
          var witness = one.witness(columns, 0, VAST).orElseThrow();
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
