package minos.suite;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of a case.
 *
 * @param reason in a sentence, without its full stop; empty for what passed at once
 * @param attempts in their order; the last one counts, and a violation is always the last
 */
public record CaseReport(Case one, Standing standing, String reason, List<Attempt> attempts) {

  /** One that was not run, for that reason. */
  public static CaseReport notRun(Case one, String why) {
    return new CaseReport(one, Standing.NOT_RUN, why, List.of());
  }

  /** One whose world is not to be had. */
  public static CaseReport unavailable(Case one, String why) {
    return new CaseReport(one, Standing.UNAVAILABLE, why, List.of());
  }

  /**
   * @param attempts at least one
   * @param quarantine of the suite; those that are expired excuse nothing
   */
  public static CaseReport of(
      Case one, List<Attempt> attempts, List<Quarantine> quarantine, LocalDate today) {
    Attempt last = attempts.getLast();
    Standing standing = standing(one, last);
    Optional<Quarantine> excuse =
        quarantine.stream()
            .filter(entry -> entry.matches(one) && !entry.isExpired(today))
            .findFirst();
    if (standing.isBad() && excuse.isPresent()) {
      return new CaseReport(
          one,
          Standing.QUARANTINED,
          excuse.get().sentence() + "; it came to: " + reason(standing, attempts),
          attempts);
    }
    return new CaseReport(one, standing, reason(standing, attempts), attempts);
  }

  public Optional<Attempt> last() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** All that is said of it, the most telling first. */
  public List<String> why() {
    return Stream.concat(
            Stream.of(reason).filter(text -> !text.isEmpty()),
            last().stream().flatMap(attempt -> attempt.why().stream()))
        .distinct()
        .toList();
  }

  private static Standing standing(Case one, Attempt last) {
    boolean flawed = one.expects() == Case.Expectation.INVALID;
    return switch (last.ending()) {
      case VALID -> flawed ? Standing.MISSED : Standing.PASSED;
      case INVALID -> flawed ? Standing.PASSED : Standing.VIOLATION;
      case UNKNOWN -> Standing.UNKNOWN;
      case ERROR -> Standing.ERROR;
    };
  }

  private static String reason(Standing standing, List<Attempt> attempts) {
    String first = attempts.getLast().why().stream().findFirst().orElse("");
    return switch (standing) {
      case PASSED -> attempts.size() == 1 ? "" : "passed at attempt " + attempts.size();
      case MISSED -> "the planted flaw was not caught: nothing here can be believed";
      case VIOLATION, UNKNOWN, ERROR, QUARANTINED, UNAVAILABLE, NOT_RUN -> first;
    };
  }
}
