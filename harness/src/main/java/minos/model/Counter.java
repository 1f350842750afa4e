package minos.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number: {@code add} of a whole number to it, also a negative one, and {@code read}. {@code
 * increment} and {@code decrement} add or take 1, or what they are given. A read that returns null
 * says nothing.
 *
 * @param initialCount before anything is added
 */
public record Counter(long initialCount) implements Model<Long> {

  /** From 0. */
  public Counter() {
    this(0);
  }

  @Override
  public String name() {
    return "counter";
  }

  @Override
  public Long initial() {
    return initialCount;
  }

  @Override
  public Optional<Long> step(Long count, Call call) {
    Optional<Long> added = added(call.f(), call.argument());
    if (added.isPresent()) {
      return Optional.of(Math.addExact(count, added.get()));
    }
    if (!call.f().equals("read")) {
      throw Held.unknown(this, "add, increment, decrement and read", call);
    }
    if (!call.known() || call.result() == null) {
      return Optional.of(count);
    }
    if (!(call.result() instanceof Long found)) {
      throw new IllegalArgumentException("counter is a whole number, not " + call.result());
    }
    return found.equals(count) ? Optional.of(count) : Optional.empty();
  }

  /**
   * How much an operation adds; empty if it is none that adds.
   *
   * @throws IllegalArgumentException if it cannot add that
   */
  public static Optional<Long> added(String f, @Nullable Object argument) {
    return switch (f) {
      case "add" -> Optional.of(number(f, argument));
      case "increment" -> Optional.of(argument == null ? 1L : number(f, argument));
      case "decrement" ->
          Optional.of(argument == null ? -1L : Math.negateExact(number(f, argument)));
      default -> Optional.empty();
    };
  }

  private static long number(String f, @Nullable Object argument) {
    if (argument instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException(f + " takes a whole number, not " + argument);
  }

  @Override
  public boolean onlyReads(Call call) {
    return call.f().equals("read");
  }

  @Override
  public String describe(Long count) {
    return count.toString();
  }
}
