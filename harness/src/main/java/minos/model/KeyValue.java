package minos.model;

import org.jspecify.annotations.Nullable;

/**
 * One key of a map: {@code get}, {@code put}, {@code delete}, and {@code cas} of {@code [old,
 * new]}; {@code read} and {@code write} are other names for the first two. A get that returns null
 * found the key absent, as it is at first and after a delete. A delete is ok whether or not there
 * was something to delete. A cas that failed says nothing.
 */
public final class KeyValue extends OneValue {
  public KeyValue() {
    this(null);
  }

  /**
   * @param initial before anything is written; null for nil
   */
  public KeyValue(@Nullable Object initial) {
    super(initial);
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
      default -> throw unknown(call, "get, put, cas and delete");
    };
  }
}
