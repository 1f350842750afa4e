package minos.check;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minos.check.proof.Certificate;
import minos.check.proof.Explanation;
import minos.check.proof.Step;
import minos.history.Operation;
import minos.model.Model;

/**
 * Why a history of one object cannot be explained.
 *
 * @param refused the operation that no order explains: of all such, the one that returned first
 * @param possible states that the object could have been in when it returned, in words, but for
 *     what an operation of unknown outcome may have left that explains nothing; where there are
 *     very many, some of them
 * @param certificate the contradiction, by a named rule
 * @param explanation the contradiction step by step, in whole sentences; made when it is asked for
 * @param order a longest legal order of its operations; empty where none is known
 */
public record Counterexample(
    Operation refused,
    List<String> possible,
    Certificate certificate,
    Supplier<List<String>> explanation,
    Supplier<List<Step>> order) {

  /** With nothing more to say than its sentence. */
  public Counterexample(Operation refused, List<String> possible, Certificate certificate) {
    this(
        refused, possible, certificate, () -> List.of(Explanation.sentence(certificate)), List::of);
  }

  /** The same, explained from the model and all operations on the object. */
  public Counterexample explained(Model<?> model, Supplier<List<Operation>> history) {
    return new Counterexample(
        refused,
        possible,
        certificate,
        () -> Explanation.inFull(model, certificate, refused, history.get()),
        () -> Explanation.furthest(model, certificate, refused));
  }

  /**
   * A small set of operations that contradict each other already, in order of invocation; whatever
   * else happened cannot explain them. {@code refused} is one of them.
   */
  public List<Operation> core() {
    return Stream.concat(certificate.operations().stream(), Stream.of(refused))
        .distinct()
        .sorted(Comparator.comparingLong(operation -> operation.invocation().index()))
        .toList();
  }

  /** The contradiction in words. */
  public String sentence() {
    return Explanation.sentence(certificate);
  }
}
