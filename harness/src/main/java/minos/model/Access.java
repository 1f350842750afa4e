package minos.model;

import org.jspecify.annotations.Nullable;

/**
 * A call on an object that holds one value: what it must find there, and what it leaves. Checkers
 * that know this much about a model can do far better than by trying.
 *
 * @param finds whether the call is legal only where the value equals {@code found}
 * @param leaves whether the value is {@code left} afterwards; otherwise it stays as it was
 */
public record Access(boolean finds, @Nullable Object found, boolean leaves, @Nullable Object left) {

  /** Whoever knows nothing and changes nothing. */
  public static final Access NONE = new Access(false, null, false, null);

  static Access read(@Nullable Object found) {
    return new Access(true, found, false, null);
  }

  static Access write(@Nullable Object left) {
    return new Access(false, null, true, left);
  }

  static Access swap(@Nullable Object found, @Nullable Object left) {
    return new Access(true, found, true, left);
  }
}
