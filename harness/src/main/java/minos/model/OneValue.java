package minos.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the models of one value share; nil, or absent, is the empty state. */
public abstract sealed class OneValue implements Model<Optional<Object>>
    permits Register, CasRegister, KeyValue {

  /** What an operation does, by its name alone. */
  public enum Deed {
    /** Finds its result. */
    READ,
    /** Leaves its argument. */
    WRITE,
    /** Leaves nil. */
    DELETE,
    /** Finds the first of its argument, which is a list of two, and leaves the second. */
    SWAP,
    /** Leaves its argument behind the text that it finds. */
    APPEND
  }

  private final Optional<Object> initial;
  private final NilReads nilReads;

  OneValue(@Nullable Object initial, NilReads nilReads) {
    this.initial = Optional.ofNullable(initial);
    this.nilReads = nilReads;
  }

  /** The same, but for what is there at first. */
  public abstract OneValue startingWith(@Nullable Object value);

  final NilReads nilReads() {
    return nilReads;
  }

  /** Empty if the model has no such operation. */
  public abstract Optional<Deed> deed(String f);

  /** For messages: {@code read and write}. */
  abstract String deeds();

  /** Whether a read that returned null found nil; otherwise it says nothing. */
  public final boolean nilIsFound() {
    return nilReads == NilReads.ABSENT;
  }

  private Access decode(Call call) {
    return switch (named(call)) {
      case READ -> read(call);
      case WRITE -> Access.write(call.argument());
      case DELETE -> Access.write(null);
      case SWAP -> cas(call);
      case APPEND -> throw new IllegalStateException("an append leaves more than a value can say");
    };
  }

  private Deed named(Call call) {
    return deed(call.f())
        .orElseThrow(
            () -> new IllegalArgumentException(name() + " has " + deeds() + ", not " + call.f()));
  }

  private boolean isAppend(Call call) {
    return named(call) == Deed.APPEND;
  }

  @Override
  public final Optional<Object> initial() {
    return initial;
  }

  /** Empty for an append, which leaves more than one value can say. */
  @Override
  public final Optional<Access> access(Call call) {
    return isAppend(call) ? Optional.empty() : Optional.of(decode(call));
  }

  @Override
  public final Optional<Optional<Object>> step(Optional<Object> state, Call call) {
    if (isAppend(call)) {
      return appended(state, call);
    }
    Access access = decode(call);
    if (access.finds() && !Objects.equals(access.found(), state.orElse(null))) {
      return Optional.empty();
    }
    return Optional.of(access.leaves() ? Optional.ofNullable(access.left()) : state);
  }

  private static Optional<Optional<Object>> appended(Optional<Object> state, Call call) {
    if (!(call.argument() instanceof String more)) {
      throw new IllegalArgumentException("append takes a text, not " + call.argument());
    }
    return state.orElse("") instanceof String text
        ? Optional.of(Optional.of(text + more))
        : Optional.empty();
  }

  @Override
  public final String describe(Optional<Object> state) {
    return state.map(String::valueOf).orElse("nil");
  }

  private Access read(Call call) {
    boolean says = call.known() && (call.result() != null || nilIsFound());
    return says ? Access.read(call.result()) : Access.NONE;
  }

  private static Access cas(Call call) {
    if (call.argument() instanceof List<?> pair && pair.size() == 2) {
      return Access.swap(pair.get(0), pair.get(1));
    }
    throw new IllegalArgumentException("cas takes [old, new], not " + call.argument());
  }
}
