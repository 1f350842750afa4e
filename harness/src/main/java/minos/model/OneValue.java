package minos.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the models of one value share; nil, or absent, is the empty state. */
abstract sealed class OneValue implements Model<Optional<Object>>
    permits Register, CasRegister, KeyValue {
  private final Optional<Object> initial;
  private final NilReads nilReads;

  OneValue(@Nullable Object initial, NilReads nilReads) {
    this.initial = Optional.ofNullable(initial);
    this.nilReads = nilReads;
  }

  abstract Access decode(Call call);

  @Override
  public final Optional<Object> initial() {
    return initial;
  }

  @Override
  public Optional<Access> access(Call call) {
    return Optional.of(decode(call));
  }

  @Override
  public Optional<Optional<Object>> step(Optional<Object> state, Call call) {
    Access access = decode(call);
    if (access.finds() && !Objects.equals(access.found(), state.orElse(null))) {
      return Optional.empty();
    }
    return Optional.of(access.leaves() ? Optional.ofNullable(access.left()) : state);
  }

  @Override
  public final String describe(Optional<Object> state) {
    return state.map(String::valueOf).orElse("nil");
  }

  final Access read(Call call) {
    boolean says = call.known() && (call.result() != null || nilReads == NilReads.ABSENT);
    return says ? Access.read(call.result()) : Access.NONE;
  }

  static Access write(Call call) {
    return Access.write(call.argument());
  }

  static Access cas(Call call) {
    if (call.argument() instanceof List<?> pair && pair.size() == 2) {
      return Access.swap(pair.get(0), pair.get(1));
    }
    throw new IllegalArgumentException("cas takes [old, new], not " + call.argument());
  }

  final IllegalArgumentException unknown(Call call, String known) {
    return new IllegalArgumentException(name() + " has " + known + ", not " + call.f());
  }
}
