package minos.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of a map: {@code get}, {@code put}, {@code delete}, and {@code cas} of {@code [old,
 * new]}, and {@code append} of a text to a text; {@code read} and {@code write} are other names for
 * the first two. A get that returns null found the key absent, as it is at first and after a
 * delete. A delete is ok whether or not there was something to delete. What is absent is appended
 * to like an empty text. A cas that failed says nothing.
 */
public final class KeyValue extends OneValue {
  public KeyValue() {
    this(null, NilReads.ABSENT);
  }

  /**
   * @param initial before anything is written; null for nil
   */
  public KeyValue(@Nullable Object initial) {
    this(initial, NilReads.ABSENT);
  }

  /**
   * @param nilReads what a read that returns null says
   */
  public KeyValue(@Nullable Object initial, NilReads nilReads) {
    super(initial, nilReads);
  }

  @Override
  public String name() {
    return "key-value";
  }

  @Override
  Access decode(Call call) {
    return switch (call.f()) {
      case "get", "read" -> read(call);
      case "put", "write" -> write(call);
      case "cas" -> cas(call);
      case "delete" -> Access.write(null);
      default -> throw unknown(call, "get, put, cas, delete and append");
    };
  }

  /** Empty for an append, which leaves more than one value can say. */
  @Override
  public Optional<Access> access(Call call) {
    return isAppend(call) ? Optional.empty() : super.access(call);
  }

  @Override
  public Optional<Optional<Object>> step(Optional<Object> state, Call call) {
    if (!isAppend(call)) {
      return super.step(state, call);
    }
    if (!(call.argument() instanceof String more)) {
      throw new IllegalArgumentException("append takes a text, not " + call.argument());
    }
    return switch (state.orElse("")) {
      case String text -> Optional.of(Optional.of(text + more));
      default -> Optional.empty();
    };
  }

  private static boolean isAppend(Call call) {
    return call.f().equals("append");
  }
}
