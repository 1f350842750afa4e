package minos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checker's answer.
 *
 * @param checker its name
 * @param reasons in whole sentences; never empty unless valid
 * @param parts verdicts that this one sums up, such as one for each key; may be empty
 * @param counterexample what cannot be explained, if this very verdict (not a part) found one
 */
public record Verdict(
    Validity validity,
    String checker,
    List<String> reasons,
    List<Verdict> parts,
    Optional<Counterexample> counterexample) {

  public Verdict(Validity validity, String checker, List<String> reasons, List<Verdict> parts) {
    this(validity, checker, reasons, parts, Optional.empty());
  }

  public static Verdict valid(String checker) {
    return new Verdict(Validity.VALID, checker, List.of(), List.of());
  }

  public static Verdict unknown(String checker, String reason) {
    return new Verdict(Validity.UNKNOWN, checker, List.of(reason), List.of());
  }

  public static Verdict invalid(String checker, Counterexample counterexample) {
    return new Verdict(
        Validity.INVALID,
        checker,
        List.of(counterexample.sentence()),
        List.of(),
        Optional.of(counterexample));
  }

  /** Invalid, on the word of another judge. */
  public static Verdict invalid(String checker, String reason) {
    return new Verdict(Validity.INVALID, checker, List.of(reason), List.of());
  }

  /**
   * Sums up: invalid outranks unknown outranks valid, and the reasons are those of the parts that
   * are not valid, in their order. Of no parts at all: unknown.
   */
  public static Verdict of(String checker, List<Verdict> parts) {
    if (parts.isEmpty()) {
      return unknown(checker, "Nothing was judged.");
    }
    Validity validity = Validity.VALID;
    List<String> reasons = new ArrayList<>();
    for (Verdict part : parts) {
      validity = validity.and(part.validity());
      for (String reason : part.reasons()) {
        reasons.add(prefix(checker, part) + reason);
      }
    }
    return new Verdict(validity, checker, List.copyOf(reasons), List.copyOf(parts));
  }

  private static String prefix(String checker, Verdict part) {
    return part.checker.equals(checker) ? "" : part.checker + ": ";
  }
}
