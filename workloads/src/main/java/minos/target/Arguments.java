package minos.target;

import java.util.List;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * What an operation says about itself, as the store's text and back; an {@link
 * IllegalArgumentException} where that is not what it takes.
 */
final class Arguments {
  /** The object of operations that name none. */
  private static final String ONLY_KEY = "the-object";

  private Arguments() {}

  static String key(Op op) {
    return op.key() == null ? ONLY_KEY : op.key().toString();
  }

  static String text(Op op) {
    return Long.toString(number(op, op.value()));
  }

  static long number(Op op, @Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException(op.f() + " takes whole numbers, not " + value);
  }

  static List<Long> numbers(List<String> texts) {
    return texts.stream().map(Long::valueOf).toList();
  }

  /**
   * @param known for the message: {@code a counter, only add, read}
   */
  static IllegalArgumentException unknown(Op op, String known) {
    return new IllegalArgumentException("raft-kv has no operation " + op.f() + " of " + known);
  }
}
