package minos.check.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import minos.check.Budget;
import minos.check.Counterexample;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.online.Monitor;
import minos.history.Formats;
import minos.history.History;
import minos.model.Model;
import minos.model.Models;
import minos.model.NilReads;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Histories that others recorded and judged")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordedHistoriesTest {
  private static final Path DATA = Path.of("../../shared/data").normalize();
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);
  private static final int CORE_MAX = 64;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"porcupine/jepsen, 40", "porcupine/kv, 2", "knossos, 4"})
  void get_the_verdict_that_they_are_known_for(String folder, int invalidMin) throws Exception {
    Path expected = DATA.resolve(folder).resolve("expected.tsv");
    assumeTrue(Files.exists(expected), "the recorded histories are not beside this checkout");
    List<String> lines = Files.readAllLines(expected);
    int invalid = 0;

    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\t", -1);
      Path file = expected.resolveSibling(row[0]);
      if (Files.exists(file)) {
        Validity known = row[3].equals("not") ? Validity.INVALID : Validity.VALID;
        assertEquals(known, judged(file, model(row[1], row[2])), row[0]);
        invalid += known == Validity.INVALID ? 1 : 0;
      }
    }

    assertTrue(invalid >= invalidMin, invalid + " invalid histories: fewer than are known");
  }

  private static Model<?> model(String name, String initial) {
    String known = name.startsWith("kv-string") ? "key-value" : name;
    Object value =
        initial.startsWith("empty string") ? "" : initial.startsWith("nil") ? null : (Object) 0L;
    NilReads nilReads = initial.contains("matches any") ? NilReads.ANY : NilReads.ABSENT;
    return Models.named(known, value, nilReads).orElseThrow();
  }

  private static Validity judged(Path file, Model<?> model) throws Exception {
    History history = Formats.read(file).history();
    Verdict verdict = Linearizability.ofRecorded(model).check(history, AMPLE);
    Monitor monitor = Monitor.ofRecorded(model, AMPLE.limits().memoryBytes());
    history.ops().forEach(monitor::take);
    assertEquals(verdict.validity(), monitor.close().validity(), () -> "while it happens: " + file);
    for (Verdict part : verdict.parts()) {
      part.counterexample().ifPresent(found -> confirm(found, model, file));
    }
    return verdict.validity();
  }

  private static void confirm(Counterexample counterexample, Model<?> model, Path file) {
    assertTrue(counterexample.core().contains(counterexample.refused()), file.toString());
    if (counterexample.core().size() <= CORE_MAX) {
      assertFalse(BruteForce.isLinearizable(model, counterexample.core()), file.toString());
    }
  }
}
