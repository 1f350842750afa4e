package minos.suite.gate;

import static minos.suite.Attempt.Ending.INVALID;
import static minos.suite.Attempt.Ending.VALID;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import minos.suite.Attempt;
import minos.suite.CaseReport;
import minos.suite.Cases;
import minos.suite.Suite.Tolerance;
import minos.suite.SuiteReport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A baseline")
@DisplayNameGeneration(ReplaceUnderscores.class)
class BaselineTest {
  private static final Tolerance HALF = new Tolerance(0.05, 0.5, 0.5, 0.5);
  private static final SuiteReport THEN = night(3, VALID, 90, 4000, 800, 400);

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "85, 4000, 800, 400, availability is 0.8500; in the baseline 0.9000",
    "90, 6100, 800, 400, p99 in ms is 6.100; in the baseline 4.000",
    "90, 4000, 1300, 400, recovery from kill in ms is 1300; in the baseline 800.0",
    "90, 4000, 800, 700, judging in ms is 700.0; in the baseline 400.0"
  })
  void finds_what_is_worse_than_the_tolerance(
      long ok, long micros, long recovery, long check, String finding) {
    assertEquals(
        List.of("nightly.raft-kv.register kill: " + finding.replace(";", ",") + " (medians)."),
        Baseline.worse(night(3, VALID, ok, micros, recovery, check), THEN, HALF));
  }

  @Test
  void bears_what_is_within_the_tolerance() {
    assertEquals(List.of(), Baseline.worse(night(3, VALID, 86, 5900, 1100, 590), THEN, HALF));
  }

  @Test
  void takes_three_runs_on_both_sides() {
    String nothing =
        "Nothing could be compared with the baseline: it takes a test with 3 runs that passed on"
            + " both sides.";

    assertEquals(
        List.of(nothing), Baseline.worse(night(2, VALID, 10, 9000, 9000, 9000), THEN, HALF));
    assertEquals(List.of(nothing), Baseline.worse(THEN, night(2, VALID, 90, 4000, 800, 400), HALF));
  }

  @Test
  void excuses_no_violation() {
    SuiteReport violated = night(3, INVALID, 90, 4000, 800, 400);

    assertEquals(1, Baseline.worse(violated, violated, HALF).size());
    assertEquals(1, violated.answer().exitCode());
  }

  private static SuiteReport night(
      int runs, Attempt.Ending ending, long ok, long micros, long recovery, long check) {
    Attempt attempt =
        new Attempt(
            Cases.NIGHT,
            ending,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            Duration.ofMillis(check),
            new Attempt.Figures(
                ok, 100 - ok, 0, OptionalLong.of(micros), Map.of("kill", recovery)));
    return Cases.suite(
        IntStream.rangeClosed(1, runs)
            .mapToObj(seed -> Cases.report(Cases.simulated("kill", seed), attempt))
            .toArray(CaseReport[]::new));
  }
}
