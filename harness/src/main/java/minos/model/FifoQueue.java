package minos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A queue: {@code enqueue} of a value at its end, and {@code dequeue}, which returns the value at
 * its head, or null where there is none. A dequeue of unknown outcome took the head, if any.
 */
public record FifoQueue() implements Model<List<Object>> {

  @Override
  public String name() {
    return "fifo-queue";
  }

  @Override
  public List<Object> initial() {
    return List.of();
  }

  @Override
  public Optional<List<Object>> step(List<Object> queue, Call call) {
    return switch (call.f()) {
      case "enqueue" -> {
        List<Object> longer = new ArrayList<>(queue);
        longer.add(Held.element(this, call));
        yield Optional.of(List.copyOf(longer));
      }
      case "dequeue" -> Held.take(queue, 0, call);
      default -> throw Held.unknown(this, "enqueue and dequeue", call);
    };
  }

  @Override
  public boolean onlyReads(Call call) {
    return Held.foundNone("dequeue", call);
  }

  @Override
  public String describe(List<Object> queue) {
    return queue.toString();
  }
}
