package minos.check;

import java.util.List;
import java.util.function.Supplier;
import minos.history.Columns;

/**
 * Several checkers over one history, one verdict. A checker that breaks is unknown, with its
 * message: nothing that did not judge counts as a pass.
 */
public record Combined(String name, List<Checker> checkers) implements Checker {

  @Override
  public Verdict check(Columns history, Budget budget) {
    List<Verdict> parts =
        checkers.stream()
            .map(checker -> guarded(checker.name(), () -> checker.check(history, budget)))
            .toList();
    return Verdict.of(name, parts);
  }

  /**
   * The answer, or unknown if there is none but an exception.
   *
   * @param checker its name
   */
  public static Verdict guarded(String checker, Supplier<Verdict> answer) {
    try {
      return answer.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return Verdict.unknown(checker, "The checker itself broke: " + e + ".");
    }
  }
}
