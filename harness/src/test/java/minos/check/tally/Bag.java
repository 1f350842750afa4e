package minos.check.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minos.model.Call;
import minos.model.Model;
import org.jspecify.annotations.Nullable;

/** A queue that gives its elements back in any order, and all of them at once when drained. */
record Bag() implements Model<List<Object>> {
  @Override
  public String name() {
    return "bag";
  }

  @Override
  public List<Object> initial() {
    return List.of();
  }

  @Override
  public Optional<List<Object>> step(List<Object> bag, Call call) {
    List<Object> after = new ArrayList<>(bag);
    switch (call.f()) {
      case "enqueue" -> {
        after.add(Objects.requireNonNull(call.argument()));
        after.sort((one, other) -> String.valueOf(one).compareTo(String.valueOf(other)));
      }
      case "drain" -> {
        if (call.known() && !sorted(call.result()).equals(bag)) {
          return Optional.empty();
        }
        after.clear();
      }
      default -> {
        boolean fits = call.result() == null ? bag.isEmpty() : after.remove(call.result());
        if (call.known() && !fits) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(List.copyOf(after));
  }

  private static List<Object> sorted(@Nullable Object result) {
    List<Object> sorted = new ArrayList<>((List<?>) Objects.requireNonNull(result));
    sorted.sort((one, other) -> String.valueOf(one).compareTo(String.valueOf(other)));
    return sorted;
  }

  @Override
  public String describe(List<Object> bag) {
    return bag.toString();
  }
}
