package minos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import minos.model.CasRegister;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("Histories that others recorded and judged")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordedHistoriesTest {
  private static final Path ETCD = Path.of("../../shared/data/porcupine/jepsen").normalize();
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  @Test
  void get_the_verdict_that_they_are_known_for() throws IOException {
    assumeTrue(Files.exists(ETCD), "the recorded histories are not beside this checkout");
    List<String[]> expected =
        Files.readAllLines(ETCD.resolve("expected.tsv")).stream()
            .skip(1)
            .map(line -> line.split("\t"))
            .toList();
    int invalid = 0;

    for (String[] row : expected) {
      Path file = ETCD.resolve(row[0]);
      Verdict verdict =
          new Linearizability(new CasRegister()).check(PorcupineLog.read(file), AMPLE);
      assertEquals(judgement(String.join(" ", row)), verdict.validity(), row[0]);
      if (verdict.validity() == Validity.INVALID) {
        invalid++;
        confirm(verdict.parts().getFirst().counterexample().orElseThrow(), row[0]);
      }
    }

    assertTrue(invalid > 20, invalid + " invalid histories: fewer than are known");
  }

  private static Validity judgement(String row) {
    return row.contains("not") ? Validity.INVALID : Validity.VALID;
  }

  private static void confirm(Counterexample counterexample, String file) {
    assertFalse(BruteForce.isLinearizable(new CasRegister(), counterexample.core()), file);
    assertTrue(counterexample.core().size() <= 64, file);
  }
}
