package minos.model;

import java.util.Optional;
import java.util.Set;

/**
 * A set from which nothing is ever removed: {@code add} of an element, and {@code read} of all, in
 * any order, each once. A read that returns null says nothing.
 */
public record GrowOnlySet() implements Model<Set<Object>> {

  @Override
  public String name() {
    return "grow-only-set";
  }

  @Override
  public Set<Object> initial() {
    return Set.of();
  }

  @Override
  public Optional<Set<Object>> step(Set<Object> set, Call call) {
    return switch (call.f()) {
      case "add" -> Optional.of(Elements.with(set, Held.element(this, call)));
      case "read" -> Elements.read(set, call);
      default -> throw Held.unknown(this, "add and read", call);
    };
  }

  @Override
  public boolean onlyReads(Call call) {
    return call.f().equals("read");
  }

  @Override
  public String describe(Set<Object> set) {
    return new Elements().describe(set);
  }
}
