package minos.check.tally;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import minos.history.Columns;
import minos.history.Op;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one object, in order.
 *
 * @param events each twice the operation, plus one if it is its end
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the checkers, never compared
record Part(Columns columns, int[] events) {
  private static final int SHOWN_MAX = 8;

  /** One for each object, in the order in which they first come. */
  static List<Part> byKey(Columns columns) {
    Columns.ByKey byKey = columns.byKey();
    return IntStream.range(0, columns.keys())
        .mapToObj(key ->
            new Part(
                columns,
                Arrays.copyOfRange(byKey.events(), byKey.starts()[key], byKey.starts()[key + 1])))
        .toList();
  }

  /** All of it as one object. */
  static Part whole(Columns columns) {
    return new Part(columns, IntStream.range(0, columns.events()).map(columns::event).toArray());
  }

  /** Which operations there are, in order of invocation. */
  IntStream operations() {
    return Arrays.stream(events).filter(event -> (event & 1) == 0).map(event -> event >> 1);
  }

  String f(int operation) {
    return columns.fAt(columns.f(operation));
  }

  boolean isOk(int operation) {
    return columns.isOk(operation);
  }

  boolean isFailed(int operation) {
    return columns.isFailed(operation);
  }

  /** Whether it is not known if it happened. */
  boolean isUnknown(int operation) {
    return !isOk(operation) && !isFailed(operation);
  }

  @Nullable Object argument(int operation) {
    return columns.values().get(columns.argument(operation));
  }

  @Nullable Object result(int operation) {
    return columns.values().get(columns.result(operation));
  }

  int invoked(int operation) {
    return columns.invoked(operation);
  }

  int completed(int operation) {
    return columns.completed(operation);
  }

  Operation operation(int operation) {
    return columns.operation(operation);
  }

  /** {@code process 3's read (ops 12-17)}. */
  String where(int operation) {
    Operation found = columns.operation(operation);
    long begun = found.invocation().index();
    String end = found.completion().map(Op::index).map(index -> "-" + index).orElse("");
    return "process %d's %s (ops %d%s)".formatted(found.process(), found.f(), begun, end);
  }

  /**
   * Hands each operation over.
   *
   * @throws IllegalArgumentException if one is called otherwise than the check knows
   */
  void each(String check, List<String> known, Consumer<Integer> each) {
    operations()
        .forEach(operation -> {
          if (!known.contains(f(operation))) {
            throw wrong(
                operation,
                "%s has %s, not %s".formatted(check, String.join(", ", known), f(operation)));
          }
          each.accept(operation);
        });
  }

  IllegalArgumentException wrong(int operation, String why) {
    return new IllegalArgumentException(
        "at index %d, %s".formatted(columns.operation(operation).invocation().index(), why));
  }

  /** What an operation puts in. */
  Object element(int operation) {
    Object element = argument(operation);
    if (element == null) {
      throw wrong(operation, f(operation) + " takes a value, not nil");
    }
    return element;
  }

  /** What a completed operation returned; empty if it returned nil. */
  Optional<List<?>> list(int operation) {
    return switch (result(operation)) {
      case null -> Optional.empty();
      case List<?> list -> Optional.of(list);
      case Object other -> throw wrong(operation, f(operation) + " returns a list, not " + other);
    };
  }

  /** {@code 3 elements (4, 17, 21)}; of many, the first. */
  static String some(List<?> elements) {
    String shown =
        String.join(", ", elements.stream().limit(SHOWN_MAX).map(String::valueOf).toList());
    return "%,d %s (%s%s)"
        .formatted(
            elements.size(),
            elements.size() == 1 ? "element" : "elements",
            shown,
            elements.size() > SHOWN_MAX ? ", ..." : "");
  }
}
