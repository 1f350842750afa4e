package minos.check.calls;

import java.util.List;
import minos.history.Op;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/** Operations in words, such as {@code process 3 read 2 (ops 1801-1807)}. */
public final class Phrase {
  private Phrase() {}

  public static String of(Operation operation) {
    Op invocation = operation.invocation();
    return "process %d %s (%s)"
        .formatted(
            operation.process(),
            tried(operation) + deed(operation),
            where(operation, invocation.index()));
  }

  /** What the operation is called: {@code read}, {@code cas}. */
  public static String noun(Operation operation) {
    return operation.f();
  }

  /** {@code 3, 5 or nil}. */
  public static String either(List<String> states) {
    return states.size() < 2
        ? String.join("", states)
        : String.join(", ", states.subList(0, states.size() - 1)) + " or " + states.getLast();
  }

  private static String tried(Operation operation) {
    return operation.isFailed() ? "tried and failed: " : "";
  }

  private static String deed(Operation operation) {
    Object argument = operation.invocation().value();
    return switch (operation.f()) {
      case "read" -> "read " + value(result(operation));
      case "get" -> "got " + value(result(operation));
      case "write" -> "wrote " + value(argument);
      case "put" -> "put " + value(argument);
      case "delete" -> "deleted";
      case "cas" ->
          argument instanceof List<?> pair && pair.size() == 2
              ? "swapped %s for %s".formatted(value(pair.get(0)), value(pair.get(1)))
              : "swapped " + value(argument);
      case "enqueue" -> "enqueued " + value(argument);
      case "dequeue" -> took("dequeued ", operation);
      case "push" -> "pushed " + value(argument);
      case "pop" -> took("popped ", operation);
      case "append" -> "appended " + value(argument);
      default ->
          "did %s %s and saw %s"
              .formatted(operation.f(), value(argument), value(result(operation)));
    };
  }

  private static String took(String verb, Operation operation) {
    if (!operation.isOk()) {
      return verb + "something or nothing";
    }
    return result(operation) == null ? verb + "nothing" : verb + value(result(operation));
  }

  private static @Nullable Object result(Operation operation) {
    return operation.completion().map(Op::value).orElse(null);
  }

  private static String value(@Nullable Object value) {
    return value == null ? "nil" : value.toString();
  }

  private static String where(Operation operation, long invoked) {
    if (operation.completion().isEmpty()) {
      return "op %d, never completed".formatted(invoked);
    }
    long completed = operation.completion().get().index();
    return operation.isUnknown()
        ? "ops %d-%d, outcome unknown".formatted(invoked, completed)
        : "ops %d-%d".formatted(invoked, completed);
  }
}
