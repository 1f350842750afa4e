package minos.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import minos.check.Counterexample;
import minos.check.Verdict;
import minos.check.proof.Step;
import org.jspecify.annotations.Nullable;

/**
 * The smallest part of a history that no order explains.
 *
 * @param key the object, or null where there is one object
 * @param core its operations, in the order in which they began
 * @param refused index of the operation that fits no order of the others, if one is to blame
 * @param rule that is broken, in two or three words: {@code stale read}
 * @param sentence the same in words
 * @param explanation the same step by step, in sentences; made when it is asked for
 * @param order indices of those that a longest legal order has, with the states they leave
 */
public record Contradiction(
    @Nullable Object key,
    List<Span> core,
    OptionalLong refused,
    String rule,
    String sentence,
    Supplier<List<String>> explanation,
    Supplier<SequencedMap<Long, String>> order) {

  /** Of all that a verdict and its parts found, the one that is read fastest. */
  public static Optional<Contradiction> of(Verdict verdict) {
    return found(verdict)
        .min(Comparator.comparingInt(counterexample -> counterexample.core().size()))
        .map(Contradiction::of);
  }

  /** All of them, one for each object that failed, in the order of the verdict. */
  static List<Contradiction> all(Verdict verdict) {
    return found(verdict).map(Contradiction::of).toList();
  }

  /** When its first operation began, in nanoseconds since the run began. */
  public long from() {
    return core.stream().mapToLong(Span::from).min().orElse(0);
  }

  /** When all of it had been seen, in nanoseconds since the run began. */
  public long seenNanos() {
    return core.stream()
        .mapToLong(span -> span.from() + Math.max(0, span.latency()))
        .max()
        .orElse(0);
  }

  private static Contradiction of(Counterexample counterexample) {
    return new Contradiction(
        counterexample.refused().key(),
        counterexample.core().stream().map(Span::of).toList(),
        OptionalLong.of(counterexample.refused().invocation().index()),
        counterexample.certificate().rule(),
        counterexample.sentence(),
        counterexample.explanation(),
        () -> inOrder(counterexample.order().get()));
  }

  private static SequencedMap<Long, String> inOrder(List<Step> steps) {
    SequencedMap<Long, String> states = new LinkedHashMap<>();
    steps.forEach(step -> states.put(step.operation().invocation().index(), step.state()));
    return states;
  }

  private static Stream<Counterexample> found(Verdict verdict) {
    return Stream.concat(
        verdict.counterexample().stream(), verdict.parts().stream().flatMap(Contradiction::found));
  }
}
