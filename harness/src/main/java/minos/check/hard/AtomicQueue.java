package minos.check.hard;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** As many enqueues as dequeues. */
final class AtomicQueue implements AtomicObject {
  private static final long NEVER = Long.MAX_VALUE;

  private final SplittableRandom random;
  private final LongSupplier values;
  private final boolean keptLong;
  private final boolean unique;
  private final int processes;
  private final ArrayDeque<Item> content = new ArrayDeque<>();

  /** What each attempt under way has put in, or taken. */
  private final Map<Attempt, Item> items = new HashMap<>();

  private int dequeues;
  private @Nullable Object cameOut;

  /** A value, and when its enqueue began and ended. */
  private static final class Item {
    final long invoked;
    Object value;
    long returned = NEVER;

    Item(long invoked, Object value) {
      this.invoked = invoked;
      this.value = value;
    }
  }

  /**
   * @param keptLong whether dequeues wait until something is inside for each
   * @param unique whether no value comes twice
   */
  AtomicQueue(
      SplittableRandom random,
      LongSupplier values,
      boolean keptLong,
      boolean unique,
      int processes) {
    this.unique = unique;
    this.random = random;
    this.values = values;
    this.keptLong = keptLong;
    this.processes = processes;
  }

  @Override
  public void begin(Attempt attempt) {
    boolean takes = random.nextBoolean() && (!keptLong || content.size() > dequeues);
    attempt.f = takes ? "dequeue" : "enqueue";
    if (takes) {
      dequeues++;
    } else {
      attempt.argument = values.getAsLong();
    }
  }

  @Override
  public void apply(Attempt attempt) {
    if (attempt.argument != null) {
      attempt.result = attempt.argument;
      Item item = new Item(attempt.invoked, attempt.argument);
      content.add(item);
      items.put(attempt, item);
      return;
    }
    dequeues--;
    Item item = content.poll();
    if (item != null) {
      attempt.result = item.value;
      items.put(attempt, item);
    }
  }

  @Override
  public void end(Attempt attempt, long event) {
    Item item = items.remove(attempt);
    if (attempt.argument == null) {
      cameOut = attempt.result == null ? cameOut : attempt.result;
    } else if (item != null) {
      item.returned = event;
    }
  }

  /**
   * A dequeue returns what was certainly put in after its own, and somebody else will get that
   * later; or, of a short queue, what came out before.
   */
  @Override
  public boolean lie(Attempt attempt) {
    Item own = items.get(attempt);
    if (attempt.argument != null || own == null) {
      return false;
    }
    if (content.size() <= 2 * processes) {
      boolean twice = unique && cameOut != null;
      attempt.result = twice ? cameOut : attempt.result;
      return twice;
    }
    Item other = content.stream().skip(2L * processes).findFirst().orElseThrow();
    if (own.returned >= other.invoked || other.returned == NEVER) {
      return false;
    }
    attempt.result = other.value;
    other.value = own.value;
    return true;
  }
}
