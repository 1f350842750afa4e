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
  public KeyValue startingWith(@Nullable Object value) {
    return new KeyValue(value, nilReads());
  }

  @Override
  public String name() {
    return "key-value";
  }

  @Override
  public Optional<Deed> deed(String f) {
    return switch (f) {
      case "get", "read" -> Optional.of(Deed.READ);
      case "put", "write" -> Optional.of(Deed.WRITE);
      case "cas" -> Optional.of(Deed.SWAP);
      case "delete" -> Optional.of(Deed.DELETE);
      case "append" -> Optional.of(Deed.APPEND);
      default -> Optional.empty();
    };
  }

  @Override
  String deeds() {
    return "get, put, cas, delete and append";
  }
}
