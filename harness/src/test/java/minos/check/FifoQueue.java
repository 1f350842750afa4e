package minos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import minos.model.Call;
import minos.model.Model;

/** A model that holds more than one value, so that the search knows nothing of it. */
record FifoQueue() implements Model<List<Object>> {

  @Override
  public String name() {
    return "fifo-queue";
  }

  @Override
  public List<Object> initial() {
    return List.of();
  }

  @Override
  public Optional<List<Object>> step(List<Object> state, Call call) {
    return switch (call.f()) {
      case "enqueue" -> {
        List<Object> longer = new ArrayList<>(state);
        longer.add(Objects.requireNonNull(call.argument()));
        yield Optional.of(List.copyOf(longer));
      }
      case "dequeue" -> dequeue(state, call);
      default -> throw new IllegalArgumentException("fifo-queue has no " + call.f());
    };
  }

  private static Optional<List<Object>> dequeue(List<Object> state, Call call) {
    Object head = state.isEmpty() ? null : state.getFirst();
    if (call.known() && !Objects.equals(head, call.result())) {
      return Optional.empty();
    }
    return Optional.of(state.isEmpty() ? state : state.subList(1, state.size()));
  }

  @Override
  public String describe(List<Object> state) {
    return state.toString();
  }

  @Override
  public boolean onlyReads(Call call) {
    return call.f().equals("dequeue") && call.known() && call.result() == null;
  }
}
