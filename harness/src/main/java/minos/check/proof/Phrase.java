package minos.check.proof;

import java.util.List;
import java.util.Objects;
import minos.history.Op;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/** Operations in words, such as {@code process 3 read 2 (ops 1801-1807)}. */
final class Phrase {
  private static final int NAMED_MAX = 4;
  private static final int ELEMENTS_MAX = 24;
  private static final int TEXT_MAX = 200;

  private Phrase() {}

  static String of(Operation operation) {
    Op invocation = operation.invocation();
    return "process %d %s (%s)"
        .formatted(
            operation.process(),
            deed(operation) + (operation.isFailed() ? ", which failed" : ""),
            where(operation, invocation.index()));
  }

  /** {@code 3, 5 or nil}. */
  static String either(List<String> states) {
    return states.size() < 2
        ? String.join("", states)
        : String.join(", ", states.subList(0, states.size() - 1)) + " or " + states.getLast();
  }

  /** {@code process 1 wrote 1 (ops 0-1), process 2 wrote 2 (ops 2-3) and 7 more}. */
  static String list(List<Operation> operations) {
    List<String> named = operations.stream().limit(NAMED_MAX).map(Phrase::of).toList();
    int more = operations.size() - named.size();
    return more > 0 ? String.join(", ", named) + " and " + more + " more" : and(named);
  }

  private static String and(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  private static String deed(Operation operation) {
    Object argument = operation.invocation().value();
    return switch (operation.f()) {
      case "read" -> found("read ", operation);
      case "get" -> found("got ", operation);
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
      case "add" -> "added " + value(argument) + unless(operation, "which was there already");
      case "remove" -> "removed " + value(argument) + unless(operation, "which was not there");
      case "contains" ->
          "looked for %s and %s"
              .formatted(value(argument), said(operation, false) ? "did not find it" : "found it");
      case "increment" -> "added " + (argument == null ? "1" : value(argument));
      case "decrement" -> "subtracted " + (argument == null ? "1" : value(argument));
      case "acquire" -> "acquired the lock" + token(operation);
      case "release" ->
          "released the lock" + (argument instanceof Long token ? " with token " + token : "");
      default ->
          operation.isOk()
              ? "did %s %s and saw %s"
                  .formatted(operation.f(), value(argument), value(Contents.result(operation)))
              : "did %s %s".formatted(operation.f(), value(argument));
    };
  }

  private static String found(String verb, Operation operation) {
    return verb + (operation.isOk() ? value(Contents.result(operation)) : "something");
  }

  private static String took(String verb, Operation operation) {
    if (!operation.isOk()) {
      return verb + "something or nothing";
    }
    Object result = Contents.result(operation);
    return verb + (result == null ? "nothing" : value(result));
  }

  private static String unless(Operation operation, String otherwise) {
    return said(operation, false) ? ", " + otherwise : "";
  }

  private static boolean said(Operation operation, boolean truth) {
    Object result = Contents.result(operation);
    return operation.isOk()
        && (Objects.equals(result, truth)
            || (result instanceof List<?> pair
                && pair.size() == 2
                && Objects.equals(pair.get(1), truth)));
  }

  private static String token(Operation operation) {
    return operation.isOk() && Contents.result(operation) instanceof Long token
        ? " with token " + token
        : "";
  }

  /** A value in a few words, however long it is. */
  static String value(@Nullable Object value) {
    if (value instanceof List<?> many && many.size() > ELEMENTS_MAX) {
      String some = many.subList(0, ELEMENTS_MAX).toString();
      return some.substring(0, some.length() - 1)
          + ", ... %d more]".formatted(many.size() - ELEMENTS_MAX);
    }
    return cut(value == null ? "nil" : value.toString());
  }

  /** A text that is not longer than people want to read. */
  static String cut(String text) {
    return text.length() > TEXT_MAX
        ? text.substring(0, TEXT_MAX) + "... (%d characters)".formatted(text.length())
        : text;
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
