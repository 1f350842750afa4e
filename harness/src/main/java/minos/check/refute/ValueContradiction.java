package minos.check.refute;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import minos.check.calls.Calls;
import minos.check.calls.ValueSteps;
import minos.check.proof.Certificate;
import minos.check.proof.Certificate.Overwritten.Evidence;
import minos.history.Operation;
import minos.model.Access;
import minos.model.Call;
import org.jspecify.annotations.Nullable;

/** Looks for the well-known contradictions of objects that hold one value. */
final class ValueContradiction {
  private final Refutation refutation;
  private final Calls calls;
  private final ValueSteps values;
  private final BitSet core;
  private final int last;
  private final int value;

  /** All others that may have left the value that the refused call found. */
  private final int[] sources;

  /**
   * @param core calls that contradict each other, the refused one among them
   */
  ValueContradiction(Refutation refutation, ValueSteps values, BitSet core) {
    this.refutation = refutation;
    this.calls = refutation.calls();
    this.values = values;
    this.core = core;
    this.last = refutation.refused().call();
    this.value = found(last);
    this.sources =
        IntStream.range(0, calls.size())
            .filter(call -> call != last && left(call) == value)
            .toArray();
  }

  private int found(int call) {
    return values.found(calls.kind()[call]);
  }

  private int left(int call) {
    return values.left(calls.kind()[call]);
  }

  /** The rule that is broken; empty if it is none of those. */
  Optional<Certificate> rule() {
    return value == ValueSteps.ANY
        ? Optional.empty()
        : unfounded().or(this::takenTwice).or(this::overwritten).or(this::seenOtherwise);
  }

  private Optional<Certificate> unfounded() {
    boolean mayBeFound =
        value == values.initial()
            || IntStream.of(sources)
                .anyMatch(call -> calls.invoked()[call] < calls.returned()[last]);
    if (mayBeFound) {
      return Optional.empty();
    }
    List<Operation> puts = new ArrayList<>();
    IntStream.of(sources).limit(1).mapToObj(calls::source).forEach(puts::add);
    IntStream.of(refutation.failed())
        .mapToObj(op -> calls.columns().operation(op))
        .filter(this::wouldHaveLeft)
        .limit(1)
        .forEach(puts::add);
    return Optional.of(new Certificate.Unfounded(calls.source(last), name(), puts));
  }

  private boolean wouldHaveLeft(Operation failed) {
    return refutation
        .model()
        .access(Call.of(failed))
        .map(access -> access.leaves() && Objects.equals(access.left(), name()))
        .orElse(false);
  }

  /** The value itself. */
  private @Nullable Object name() {
    return refutation.model().access(Call.of(calls.source(last))).map(Access::found).orElse(null);
  }

  private Optional<Certificate> takenTwice() {
    int there = sources.length + (value == values.initial() ? 1 : 0);
    List<Operation> takers =
        IntStream.range(0, calls.size())
            .filter(call -> found(call) == value && !calls.isCrashed(call))
            .filter(call -> left(call) != ValueSteps.ANY && left(call) != value)
            .filter(call -> call == last || calls.returned()[call] < calls.returned()[last])
            .mapToObj(calls::source)
            .toList();
    boolean lastTakes = left(last) != ValueSteps.ANY && left(last) != value;
    return lastTakes && takers.size() > there
        ? Optional.of(
            new Certificate.TakenTwice(
                name(), IntStream.of(sources).mapToObj(calls::source).toList(), lastLast(takers)))
        : Optional.empty();
  }

  private List<Operation> lastLast(List<Operation> takers) {
    List<Operation> sorted = new ArrayList<>(takers);
    sorted.remove(calls.source(last));
    sorted.add(calls.source(last));
    return sorted;
  }

  private Optional<Certificate> overwritten() {
    return between(call -> left(call) != ValueSteps.ANY && left(call) != value)
        .map(write ->
            overwritten(write, sawNewer(write) ? Evidence.SEEN_WRITE : Evidence.UNSEEN_WRITE));
  }

  private Optional<Certificate> seenOtherwise() {
    return between(call ->
            left(call) == ValueSteps.ANY && found(call) != ValueSteps.ANY && found(call) != value)
        .map(other -> overwritten(other, Evidence.READ));
  }

  private Certificate overwritten(int since, Evidence evidence) {
    List<Operation> origins =
        IntStream.of(sources).filter(core::get).mapToObj(calls::source).toList();
    return new Certificate.Overwritten(
        calls.source(last), name(), origins, calls.source(since), evidence);
  }

  /** Whether anybody saw that write, or another one that was acknowledged since. */
  private boolean sawNewer(int write) {
    BitSet newer = new BitSet();
    IntStream.range(0, calls.size())
        .filter(call -> left(call) != ValueSteps.ANY && calls.precedes(call, last))
        .filter(call -> calls.invoked()[call] >= calls.invoked()[write])
        .forEach(call -> newer.set(left(call)));
    return IntStream.range(0, calls.size())
        .filter(call -> found(call) != ValueSteps.ANY && !calls.isCrashed(call))
        .anyMatch(call -> newer.get(found(call)));
  }

  /** A call of the core after all that left the value, and before the refused one. */
  private Optional<Integer> between(IntPredicate wanted) {
    return core.stream()
        .filter(wanted)
        .filter(call -> calls.precedes(call, last))
        .filter(call ->
            IntStream.of(sources)
                .filter(source -> calls.invoked()[source] < calls.returned()[last])
                .allMatch(source -> calls.precedes(source, call)))
        .boxed()
        .reduce((first, second) -> second);
  }
}
