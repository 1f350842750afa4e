package minos.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value: {@code read}, and {@code write} of any value. A read that returns null found nil,
 * which is what there is before the first write.
 */
public final class Register extends OneValue {
  public Register() {
    this(null, NilReads.ABSENT);
  }

  /**
   * @param initial before anything is written; null for nil
   */
  public Register(@Nullable Object initial) {
    this(initial, NilReads.ABSENT);
  }

  /**
   * @param nilReads what a read that returns null says
   */
  public Register(@Nullable Object initial, NilReads nilReads) {
    super(initial, nilReads);
  }

  @Override
  public Register startingWith(@Nullable Object value) {
    return new Register(value, nilReads());
  }

  @Override
  public String name() {
    return "register";
  }

  @Override
  public Optional<Deed> deed(String f) {
    return switch (f) {
      case "read" -> Optional.of(Deed.READ);
      case "write" -> Optional.of(Deed.WRITE);
      default -> Optional.empty();
    };
  }

  @Override
  String deeds() {
    return "read and write";
  }
}
