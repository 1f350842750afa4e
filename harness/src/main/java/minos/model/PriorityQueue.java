package minos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A priority queue of whole numbers: {@code enqueue}, and {@code dequeue}, which returns the
 * smallest, or null where there is none. A dequeue of unknown outcome took it, if any.
 */
public record PriorityQueue() implements Model<List<Object>> {

  @Override
  public String name() {
    return "priority-queue";
  }

  /** The smallest first. */
  @Override
  public List<Object> initial() {
    return List.of();
  }

  @Override
  public Optional<List<Object>> step(List<Object> queue, Call call) {
    return switch (call.f()) {
      case "enqueue" -> Optional.of(inserted(queue, call));
      case "dequeue" -> Held.take(queue, 0, call);
      default -> throw Held.unknown(this, "enqueue and dequeue", call);
    };
  }

  private static List<Object> inserted(List<Object> queue, Call call) {
    if (!(call.argument() instanceof Long element)) {
      throw new IllegalArgumentException(
          "priority-queue holds whole numbers, not " + call.argument());
    }
    List<Object> longer = new ArrayList<>(queue);
    int at = 0;
    while (at < longer.size() && (Long) longer.get(at) <= element) {
      at++;
    }
    longer.add(at, element);
    return List.copyOf(longer);
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
