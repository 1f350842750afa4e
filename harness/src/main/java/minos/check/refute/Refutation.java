package minos.check.refute;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import minos.check.Counterexample;
import minos.check.calls.Calls;
import minos.check.calls.Phrase;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.history.Operation;

/**
 * Finds a small core for a refused call, and words for it.
 *
 * @param failed the operations on the object that failed, as numbers in the columns
 * @param calls those that were judged
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Refutation(int[] failed, Calls calls, Steps steps, Finding.Refused refused) {

  public Counterexample explain(Effort effort) {
    return explain(Shrinking.core(calls, steps, refused.call(), effort));
  }

  /**
   * @param core calls that contradict each other, the refused one among them
   */
  public Counterexample explain(BitSet core) {
    return with(
        core,
        steps instanceof ValueSteps values
            ? new Contradiction(values, core).sentence().orElseGet(this::general)
            : general());
  }

  /** The same in words that fit every kind of object. */
  public Counterexample explainInGeneral(BitSet core) {
    return with(core, general());
  }

  private Counterexample with(BitSet core, String sentence) {
    return new Counterexample(
        source(refused.call()),
        refused.possible(),
        core.stream().mapToObj(this::source).toList(),
        sentence);
  }

  private Operation source(int call) {
    return calls.source(call);
  }

  /**
   * Crashed calls that explain nothing are not searched through, so what they left is not named.
   */
  private String general() {
    boolean mayBeMore =
        IntStream.range(0, calls.size())
            .filter(calls::isCrashed)
            .anyMatch(call -> calls.invoked()[call] < calls.returned()[refused.call()]);
    return "%s, but no order that real time allows explains it: the state could be %s then%s."
        .formatted(
            Phrase.of(source(refused.call())),
            Phrase.either(refused.possible()),
            mayBeMore ? ", or what an operation of unknown outcome left" : "");
  }

  /** The well-known contradictions of objects that hold one value. */
  private final class Contradiction {
    private final ValueSteps values;
    private final BitSet core;
    private final int last = refused.call();
    private final int value;
    private final int[] sources;

    Contradiction(ValueSteps values, BitSet core) {
      this.values = values;
      this.core = core;
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

    Optional<String> sentence() {
      return unfounded().or(this::swappedTwice).or(this::overwritten).or(this::seenOtherwise);
    }

    private Optional<String> unfounded() {
      boolean mayBeFound =
          value == values.initial()
              || IntStream.of(sources)
                  .anyMatch(call -> calls.invoked()[call] < calls.returned()[last]);
      return mayBeFound ? Optional.empty() : Optional.of(said() + ", but " + whyUnfounded() + ".");
    }

    private String whyUnfounded() {
      String name = values.describe(value);
      if (sources.length > 0) {
        return "%s was written only later: %s".formatted(name, phrase(sources[0]));
      }
      return IntStream.of(failed)
          .mapToObj(op -> calls.columns().operation(op))
          .filter(operation -> leaves(operation, name))
          .findFirst()
          .map(failed -> "the only write of %s failed: %s".formatted(name, Phrase.of(failed)))
          .orElse("nobody ever wrote " + name);
    }

    /** A failed operation is no call, so it has no kind: its words are compared. */
    private boolean leaves(Operation operation, String name) {
      Object argument = operation.invocation().value();
      Object left = argument instanceof List<?> pair && pair.size() == 2 ? pair.get(1) : argument;
      return String.valueOf(left).equals(name);
    }

    private Optional<String> swappedTwice() {
      long present = inCore(call -> call != last && left(call) == value).count();
      if (value == values.initial()) {
        present++;
      }
      return left(last) == ValueSteps.ANY || present != 1
          ? Optional.empty()
          : inCore(call -> call != last && found(call) == value && !calls.isCrashed(call))
              .filter(call -> left(call) != ValueSteps.ANY && left(call) != value)
              .boxed()
              .findFirst()
              .map(call ->
                  "%s, but %s: %s was there only once."
                      .formatted(said(), phrase(call), values.describe(value)));
    }

    private Optional<String> overwritten() {
      return between(call -> left(call) != ValueSteps.ANY && left(call) != value)
          .map(write -> sawNewer(write) ? stale(write) : lost(write));
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

    private String stale(int write) {
      return "%s, but %s was certainly overwritten when %s, which completed before the %s began."
          .formatted(said(), origin(), phrase(write), Phrase.noun(source(last)));
    }

    private String lost(int write) {
      String noun = Phrase.noun(source(last));
      return ("%s, but %s is older than what was acknowledged before the %s began: %s. Nobody ever"
              + " saw that: it was lost, or the %s is stale.")
          .formatted(said(), origin(), noun, phrase(write), noun);
    }

    private Optional<String> seenOtherwise() {
      return between(call -> found(call) != ValueSteps.ANY && found(call) != value)
          .map(other ->
              "%s, but %s is older than what was seen before: %s, which completed before the %s began."
                  .formatted(said(), origin(), phrase(other), Phrase.noun(source(last))));
    }

    /** A call of the core after all that left the value, and before the refused one. */
    private Optional<Integer> between(IntPredicate wanted) {
      return inCore(wanted)
          .filter(call -> calls.precedes(call, last))
          .filter(call ->
              inCore(source -> source != last && left(source) == value)
                  .allMatch(source -> calls.precedes(source, call)))
          .boxed()
          .reduce((first, second) -> second);
    }

    private IntStream inCore(IntPredicate wanted) {
      return core.stream().filter(wanted);
    }

    private String origin() {
      return inCore(call -> call != last && left(call) == value)
          .boxed()
          .reduce((first, second) -> second)
          .map(call -> "%s (%s)".formatted(values.describe(value), phrase(call)))
          .orElse("the initial " + values.describe(value));
    }

    private String said() {
      return phrase(last);
    }

    private String phrase(int call) {
      return Phrase.of(source(call));
    }
  }
}
