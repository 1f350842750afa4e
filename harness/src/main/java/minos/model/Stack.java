package minos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stack: {@code push} of a value, and {@code pop}, which returns the value pushed last, or null
 * where there is none. A pop of unknown outcome took it, if any.
 */
public record Stack() implements Model<List<Object>> {

  @Override
  public String name() {
    return "stack";
  }

  /** The last is on top. */
  @Override
  public List<Object> initial() {
    return List.of();
  }

  @Override
  public Optional<List<Object>> step(List<Object> stack, Call call) {
    return switch (call.f()) {
      case "push" -> {
        List<Object> higher = new ArrayList<>(stack);
        higher.add(Held.element(this, call));
        yield Optional.of(List.copyOf(higher));
      }
      case "pop" -> Held.take(stack, stack.size() - 1, call);
      default -> throw Held.unknown(this, "push and pop", call);
    };
  }

  @Override
  public boolean onlyReads(Call call) {
    return Held.foundNone("pop", call);
  }

  @Override
  public String describe(List<Object> stack) {
    return stack.toString();
  }
}
