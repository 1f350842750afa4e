package minos.model;

import java.util.Optional;

/**
 * A lock that gives each holder a number greater than all before (a fencing token): {@code acquire}
 * returns it, while the lock is free; {@code release} gives the lock back, by whomever, and may say
 * the number it was held with; {@code read} returns the number it is held with, null while it is
 * free. The number of an acquire of unknown outcome is not known until it is released or read.
 */
public record FencedLock() implements Model<FencedLock.State> {

  /**
   * @param held whether somebody has it
   * @param known whether the number it is held with is {@code last}
   * @param last the greatest number that was seen
   */
  public record State(boolean held, boolean known, long last) {}

  @Override
  public String name() {
    return "fenced-lock";
  }

  /** Free, and every number still to come. */
  @Override
  public State initial() {
    return new State(false, false, Long.MIN_VALUE);
  }

  @Override
  public Optional<State> step(State state, Call call) {
    return switch (call.f()) {
      case "acquire" -> acquire(state, call);
      case "release" -> release(state, call);
      case "read" -> read(state, call);
      default -> throw Held.unknown(this, "acquire, release and read", call);
    };
  }

  private static Optional<State> acquire(State state, Call call) {
    if (!call.known()) {
      return state.held() ? Optional.empty() : Optional.of(new State(true, false, state.last()));
    }
    if (!(call.result() instanceof Long token)) {
      throw new IllegalArgumentException("acquire returns a whole number, not " + call.result());
    }
    return !state.held() && token > state.last()
        ? Optional.of(new State(true, true, token))
        : Optional.empty();
  }

  private static Optional<State> release(State state, Call call) {
    if (call.argument() == null) {
      return state.held() ? Optional.of(new State(false, false, state.last())) : Optional.empty();
    }
    if (!(call.argument() instanceof Long token)) {
      throw new IllegalArgumentException("release takes a whole number, not " + call.argument());
    }
    boolean fits = state.known() ? token == state.last() : token > state.last();
    return state.held() && fits ? Optional.of(new State(false, false, token)) : Optional.empty();
  }

  private static Optional<State> read(State state, Call call) {
    if (!call.known()) {
      return Optional.of(state);
    }
    if (call.result() == null) {
      return state.held() ? Optional.empty() : Optional.of(state);
    }
    if (!(call.result() instanceof Long token)) {
      throw new IllegalArgumentException("read returns a whole number, not " + call.result());
    }
    boolean fits = state.known() ? token == state.last() : token > state.last();
    return state.held() && fits ? Optional.of(new State(true, true, token)) : Optional.empty();
  }

  @Override
  public String describe(State state) {
    String with = state.known() ? " with " + state.last() : "";
    return state.held() ? "held" + with : "free";
  }
}
