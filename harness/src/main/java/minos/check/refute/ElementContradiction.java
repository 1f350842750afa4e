package minos.check.refute;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.check.calls.Calls;
import minos.check.proof.Certificate;
import minos.history.Op;
import minos.history.Operation;
import minos.model.Elements;
import org.jspecify.annotations.Nullable;

/** Looks for the well-known contradictions of objects that hold elements: sets, queues, stacks. */
final class ElementContradiction {
  private static final Set<String> PUTS = Set.of("add", "push", "enqueue");

  private final Refutation refutation;
  private final Calls calls;
  private final int last;
  private final Operation refused;
  private final boolean isSet;

  ElementContradiction(Refutation refutation) {
    this.refutation = refutation;
    calls = refutation.calls();
    last = refutation.refused().call();
    refused = calls.source(last);
    isSet = refutation.model() instanceof Elements;
  }

  /** The rule that is broken; empty if it is none of those. */
  Optional<Certificate> rule() {
    return unfounded().or(this::takenTwice).or(this::lost);
  }

  private Optional<Certificate> unfounded() {
    for (Object element : found()) {
      int[] puts = puts(element).filter(put -> put != last).toArray();
      if (IntStream.of(puts).allMatch(put -> calls.invoked()[put] > calls.returned()[last])) {
        Stream<Operation> failed =
            IntStream.of(refutation.failed())
                .mapToObj(calls.columns()::operation)
                .filter(operation -> puts(operation, element));
        Stream<Operation> late = IntStream.of(puts).mapToObj(calls::source);
        return Optional.of(
            new Certificate.Unfounded(
                refused, element, Stream.concat(late.limit(1), failed.limit(1)).toList()));
      }
    }
    return Optional.empty();
  }

  private Optional<Certificate> takenTwice() {
    Object element = result(refused);
    if (isSet || element == null || PUTS.contains(refused.f())) {
      return Optional.empty();
    }
    List<Operation> takers = new ArrayList<>();
    IntStream.range(0, calls.size())
        .filter(call -> call != last && calls.returned()[call] < calls.returned()[last])
        .mapToObj(calls::source)
        .filter(operation -> !PUTS.contains(operation.f()) && element.equals(result(operation)))
        .forEach(takers::add);
    takers.add(refused);
    List<Operation> puts = puts(element).mapToObj(calls::source).toList();
    return takers.size() > puts.size()
        ? Optional.of(new Certificate.TakenTwice(element, puts, takers))
        : Optional.empty();
  }

  /** In a set, what was added before and not removed since must be there. */
  private Optional<Certificate> lost() {
    return isSet
        ? IntStream.range(0, calls.size())
            .filter(add -> calls.precedes(add, last))
            .filter(add -> calls.source(add).f().equals("add"))
            .filter(add -> lacks(argument(add)) && !mayBeRemovedAfter(add))
            .mapToObj(add -> (Certificate) new Certificate.Lost(calls.source(add), refused))
            .reduce((one, later) -> later)
        : Optional.empty();
  }

  private boolean mayBeRemovedAfter(int add) {
    return IntStream.range(0, calls.size())
        .filter(call -> call != last && calls.invoked()[call] < calls.returned()[last])
        .filter(call -> !calls.precedes(call, add) && calls.source(call).f().equals("remove"))
        .anyMatch(call -> argument(add).equals(argument(call)));
  }

  /** What the refused one found. */
  private List<?> found() {
    Object result = result(refused);
    if (isSet) {
      return refused.f().equals("read")
          ? (result instanceof List<?> many ? many : List.of())
          : wasThere().orElse(false) ? List.of(argument(last)) : List.of();
    }
    return result == null || PUTS.contains(refused.f()) ? List.of() : List.of(result);
  }

  private boolean lacks(Object element) {
    return refused.f().equals("read")
        ? result(refused) instanceof List<?> many && !many.contains(element)
        : argument(last).equals(element) && !wasThere().orElse(true);
  }

  private Optional<Boolean> wasThere() {
    return Elements.truth(refused.f(), argument(last), result(refused))
        .map(truth -> refused.f().equals("add") != truth);
  }

  private IntStream puts(Object element) {
    return IntStream.range(0, calls.size()).filter(call -> puts(calls.source(call), element));
  }

  private static boolean puts(Operation operation, Object element) {
    return PUTS.contains(operation.f()) && element.equals(operation.invocation().value());
  }

  private Object argument(int call) {
    Object argument = calls.source(call).invocation().value();
    return argument == null ? "" : argument;
  }

  private static @Nullable Object result(Operation operation) {
    return operation.completion().map(Op::value).orElse(null);
  }
}
