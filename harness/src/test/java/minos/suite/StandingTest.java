package minos.suite;

import static minos.suite.Attempt.Ending.ERROR;
import static minos.suite.Attempt.Ending.INVALID;
import static minos.suite.Attempt.Ending.UNKNOWN;
import static minos.suite.Attempt.Ending.VALID;
import static minos.suite.Cases.attempt;
import static minos.suite.Cases.flawed;
import static minos.suite.Cases.report;
import static minos.suite.Cases.simulated;
import static minos.suite.Cases.suite;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a suite comes to")
@DisplayNameGeneration(ReplaceUnderscores.class)
class StandingTest {
  private static final Case ONE = simulated("kill", 1);
  private static final CaseReport PASSED = report(ONE, attempt(VALID));
  private static final CaseReport VIOLATION = report(ONE, attempt(INVALID, "stale"));
  private static final CaseReport DOUBT = report(ONE, attempt(UNKNOWN, "no proof"));
  private static final CaseReport BROKEN = report(ONE, attempt(ERROR, "no engine"));
  private static final LocalDate LAST_DAY = LocalDate.parse("2026-11-30");
  private static final Quarantine QUARANTINE =
      new Quarantine("*.register kill*", "anna", "#7", LAST_DAY, "nightly.yaml:9");

  @ParameterizedTest(name = "{0} that ends {1} stands as {2}")
  @CsvSource({
    "healthy, VALID, PASSED", "healthy, INVALID, VIOLATION", "healthy, UNKNOWN, UNKNOWN",
    "healthy, ERROR, ERROR", "flawed, INVALID, PASSED", "flawed, VALID, MISSED",
    "flawed, UNKNOWN, UNKNOWN", "flawed, ERROR, ERROR"
  })
  void of_a_case_is_what_was_expected_or_not(
      String kind, Attempt.Ending ending, Standing standing) {
    Case one = kind.equals("flawed") ? flawed("kill", 1) : ONE;

    assertEquals(standing, report(one, attempt(ending, "why")).standing());
  }

  @Test
  void names_a_violation_before_anything_else() {
    assertEquals(1, suite(BROKEN, DOUBT, VIOLATION, PASSED).answer().exitCode());
    assertEquals(255, suite(BROKEN, DOUBT, PASSED).answer().exitCode());
    assertEquals(2, suite(DOUBT, PASSED).answer().exitCode());
    assertEquals(0, suite(PASSED).answer().exitCode());
  }

  @Test
  void is_unknown_if_a_planted_flaw_was_not_caught() {
    assertEquals(2, suite(PASSED, report(flawed("k", 1), attempt(VALID))).answer().exitCode());
  }

  @Test
  void is_unknown_if_nothing_was_run_or_it_was_not_complete() {
    assertEquals(2, suite(CaseReport.notRun(ONE, "no time")).answer().exitCode());
    assertEquals(2, suite().answer().exitCode());
    SuiteReport whole = suite(PASSED);
    SuiteReport killed =
        new SuiteReport(
            whole.suite(),
            whole.file(),
            whole.digest(),
            whole.started(),
            whole.shard(),
            whole.budget(),
            whole.wall(),
            false,
            whole.versions(),
            List.of(),
            whole.cases());
    assertEquals(2, killed.answer().exitCode());
  }

  @Test
  void leaves_out_of_account_what_had_no_time() {
    assertEquals(0, suite(PASSED, CaseReport.notRun(ONE, "no time")).answer().exitCode());
  }

  @Test
  void excuses_what_is_in_quarantine_until_its_last_day() {
    CaseReport excused =
        CaseReport.of(ONE, List.of(attempt(INVALID, "stale")), List.of(QUARANTINE), LAST_DAY);

    assertEquals(Standing.QUARANTINED, excused.standing());
    assertEquals("quarantined until 2026-11-30 for anna: #7; it came to: stale", excused.reason());
    assertEquals(0, suite(excused).answer().exitCode());
  }

  @Test
  void excuses_nothing_after_that_day_nor_another_case() {
    List<Attempt> stale = List.of(attempt(INVALID, "stale"));

    assertEquals(
        Standing.VIOLATION,
        CaseReport.of(ONE, stale, List.of(QUARANTINE), LAST_DAY.plusDays(1)).standing());
    assertEquals(
        Standing.VIOLATION,
        CaseReport.of(simulated("pause", 1), stale, List.of(QUARANTINE), LAST_DAY).standing());
  }

  @Test
  void says_of_what_passed_at_last_that_it_did_not_at_first() {
    CaseReport flaky = report(ONE, attempt(ERROR, "no engine"), attempt(VALID));

    assertEquals(Standing.PASSED, flaky.standing());
    assertEquals("passed at attempt 2", flaky.reason());
  }

  @Test
  void has_one_fingerprint_for_one_model_anomaly_system_and_version() {
    String print = Fingerprint.of("register", "stale read", "etcd 3.4.23");

    assertTrue(print.matches("[0-9a-f]{8}"), print);
    assertEquals(print, Fingerprint.of("register", "stale read", "etcd 3.4.23"));
    assertTrue(!print.equals(Fingerprint.of("register", "stale read", "etcd 3.5.0")));
    assertTrue(!print.equals(Fingerprint.of("register", "lost update", "etcd 3.4.23")));
  }
}
