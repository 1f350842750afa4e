package minos.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value: {@code read}, {@code write}, and {@code cas} of {@code [old, new]}. A read that
 * returns null found nil, which is what there is before the first write. A cas that is ok found old
 * and left new; one that failed says nothing, not even that the value differed.
 */
public final class CasRegister extends OneValue {
  public CasRegister() {
    this(null, NilReads.ABSENT);
  }

  /**
   * @param initial before anything is written; null for nil
   */
  public CasRegister(@Nullable Object initial) {
    this(initial, NilReads.ABSENT);
  }

  /**
   * @param nilReads what a read that returns null says
   */
  public CasRegister(@Nullable Object initial, NilReads nilReads) {
    super(initial, nilReads);
  }

  @Override
  public CasRegister startingWith(@Nullable Object value) {
    return new CasRegister(value, nilReads());
  }

  @Override
  public String name() {
    return "cas-register";
  }

  @Override
  public Optional<Deed> deed(String f) {
    return switch (f) {
      case "read" -> Optional.of(Deed.READ);
      case "write" -> Optional.of(Deed.WRITE);
      case "cas" -> Optional.of(Deed.SWAP);
      default -> Optional.empty();
    };
  }

  @Override
  String deeds() {
    return "read, write and cas";
  }
}
