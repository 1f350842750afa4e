package minos.check.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.check.Counterexample;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.proof.Certificate;
import minos.history.Operation;

/** What a check found: what is wrong, and what keeps it from being sure of the rest. */
final class Tally {
  private final List<String> wrong = new ArrayList<>();
  private final List<String> unsure = new ArrayList<>();
  private Optional<Counterexample> shown = Optional.empty();

  /**
   * @param sentence whole
   */
  void wrong(String sentence) {
    wrong.add(sentence);
  }

  /**
   * @param refused the operation that cannot be right beside the others
   * @param core all that contradict each other, in order of invocation
   */
  void wrong(String sentence, Operation refused, List<Operation> core) {
    if (shown.isEmpty()) {
      shown =
          Optional.of(
              new Counterexample(
                  refused, List.of(), new Certificate.Told("miscount", core, sentence)));
    }
    wrong.add(sentence);
  }

  void unsure(String sentence) {
    unsure.add(sentence);
  }

  Verdict verdict(String name) {
    List<String> reasons = new ArrayList<>(wrong);
    reasons.addAll(unsure);
    Validity validity =
        !wrong.isEmpty() ? Validity.INVALID : unsure.isEmpty() ? Validity.VALID : Validity.UNKNOWN;
    return new Verdict(validity, name, List.copyOf(reasons), List.of(), shown);
  }
}
