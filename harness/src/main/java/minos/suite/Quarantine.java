package minos.suite;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Cases whose failures are known, owned, and soon to end.
 *
 * @param cases which: {@code classname name}, where {@code *} stands for anything
 * @param owner who sees to it
 * @param reason why, with the issue
 * @param expires the last day on which it holds
 * @param where file and line
 */
public record Quarantine(
    String cases, String owner, String reason, LocalDate expires, String where) {

  public boolean matches(Case one) {
    String pattern = "\\Q" + cases.replace("*", "\\E.*\\Q") + "\\E";
    return Pattern.matches(pattern, one.classname() + " " + one.name());
  }

  public boolean isExpired(LocalDate today) {
    return today.isAfter(expires);
  }

  /** For reports: {@code quarantined until 2026-12-31 for anna: #123 lease reads}. */
  public String sentence() {
    return "quarantined until " + expires + " for " + owner + ": " + reason;
  }
}
