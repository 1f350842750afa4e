package minos.check.tally;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.model.Counter;

/**
 * Adds to a counter that began at 0, also of negative numbers, and reads of it. Each read lies
 * between the least and the most that can have been added: what was ok before it began counts, and
 * what began before it ended may count. Reads are not held against each other.
 */
final class CounterBounds {
  private static final List<String> KNOWN = List.of("add", "increment", "decrement", "read");

  private final Part part;
  private final Tally tally = new Tally();

  /** Of adds that are ok and have ended. */
  private Sum certain = new Sum(0, 0);

  /** Of adds that have begun, and not failed. */
  private Sum possible = new Sum(0, 0);

  private final Map<Integer, Sum> certainAtStart = new HashMap<>();
  private int judged;

  private CounterBounds(Part part) {
    this.part = part;
  }

  /**
   * @param down what takes away, in all
   * @param up what adds, in all
   */
  private record Sum(long down, long up) {
    Sum plus(long change) {
      return change < 0
          ? new Sum(Math.addExact(down, change), up)
          : new Sum(down, Math.addExact(up, change));
    }
  }

  static Tally of(Part part) {
    part.each("counter", KNOWN, operation -> {});
    CounterBounds bounds = new CounterBounds(part);
    for (int event : part.events()) {
      bounds.event(event >> 1, (event & 1) == 1);
    }
    if (bounds.judged == 0) {
      bounds.tally.unsure("Nothing was judged: no read completed.");
    }
    return bounds.tally;
  }

  private void event(int operation, boolean ends) {
    Optional<Long> added = Counter.added(part.f(operation), part.argument(operation));
    if (added.isPresent()) {
      if (!ends && !part.isFailed(operation)) {
        possible = possible.plus(added.get());
      } else if (ends && part.isOk(operation)) {
        certain = certain.plus(added.get());
      }
    } else if (!ends) {
      certainAtStart.put(operation, certain);
    } else {
      Sum atStart = certainAtStart.remove(operation);
      if (atStart != null && part.isOk(operation) && part.result(operation) != null) {
        judge(operation, atStart);
      }
    }
  }

  private void judge(int read, Sum atStart) {
    if (!(part.result(read) instanceof Long found)) {
      throw part.wrong(read, "counter is a whole number, not " + part.result(read));
    }
    judged++;
    long least = Math.addExact(atStart.up(), possible.down());
    long most = Math.addExact(atStart.down(), possible.up());
    if (found < least || found > most) {
      tally.wrong(
          "%s found %,d, but what had been added by then is between %,d and %,d."
              .formatted(part.where(read), found, least, most),
          part.operation(read),
          List.of(part.operation(read)));
    }
  }
}
