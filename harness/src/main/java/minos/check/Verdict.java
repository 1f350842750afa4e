package minos.check;

import java.util.List;

/**
 * A checker's answer.
 *
 * @param checker its name
 * @param reasons in whole sentences; never empty unless valid
 * @param parts verdicts that this one sums up, such as one for each key; may be empty
 */
public record Verdict(
    Validity validity, String checker, List<String> reasons, List<Verdict> parts) {

  public static Verdict valid(String checker) {
    return new Verdict(Validity.VALID, checker, List.of(), List.of());
  }

  public static Verdict unknown(String checker, String reason) {
    return new Verdict(Validity.UNKNOWN, checker, List.of(reason), List.of());
  }
}
