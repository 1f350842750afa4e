package minos.check.refute;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import minos.check.Counterexample;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;
import minos.check.proof.Certificate;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.history.Operation;
import minos.model.Elements;
import minos.model.FencedLock;
import minos.model.FifoQueue;
import minos.model.Model;
import minos.model.PriorityQueue;
import minos.model.Stack;

/**
 * Finds a small core for a refused call, and the rule that it breaks.
 *
 * @param failed the operations on the object that failed, as numbers in the columns
 * @param calls those that were judged
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Refutation(
    Model<?> model, int[] failed, Calls calls, Steps steps, Finding.Refused refused) {

  public Counterexample explain(Effort effort) {
    return explain(Shrinking.core(calls, steps, refused.call(), effort));
  }

  /**
   * @param core calls that contradict each other, the refused one among them
   */
  public Counterexample explain(BitSet core) {
    Certificate certificate = named(core).orElseGet(() -> general(core));
    return new Counterexample(calls.source(refused.call()), refused.possible(), certificate);
  }

  private Optional<Certificate> named(BitSet core) {
    return switch (model) {
      case Elements set -> new ElementContradiction(this).rule();
      case Stack stack -> new ElementContradiction(this).rule();
      case FifoQueue queue -> new ElementContradiction(this).rule();
      case PriorityQueue queue -> new ElementContradiction(this).rule();
      case FencedLock lock -> new LockContradiction(calls, refused.call()).rule();
      default ->
          steps instanceof ValueSteps values
              ? new ValueContradiction(this, values, core).rule()
              : Optional.empty();
    };
  }

  /**
   * Crashed calls that explain nothing are not searched through, so what they left is not named.
   */
  private Certificate general(BitSet core) {
    boolean mayBeMore =
        IntStream.range(0, calls.size())
            .filter(calls::isCrashed)
            .anyMatch(call -> calls.invoked()[call] < calls.returned()[refused.call()]);
    List<Operation> operations = core.stream().mapToObj(calls::source).toList();
    return new Certificate.NoOrder(
        operations, calls.source(refused.call()), refused.possible(), mayBeMore);
  }
}
