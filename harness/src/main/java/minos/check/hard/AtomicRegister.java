package minos.check.hard;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Half reads, a third writes, the rest swaps of what is there or was seen last. */
final class AtomicRegister implements AtomicObject {
  private static final long NEVER = Long.MAX_VALUE;

  /** So many values are enough to lie with, and a long history has millions. */
  private static final int REMEMBERED_MAX = 1_000;

  private final SplittableRandom random;
  private final LongSupplier values;
  private final Map<Object, Long> lastLeft =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Long> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  private final Map<Object, Integer> open = new HashMap<>();
  private @Nullable Object content;
  private @Nullable Object seen;

  /** The greatest invocation of all writes that have returned. */
  private long overwritten = -1;

  AtomicRegister(SplittableRandom random, LongSupplier values) {
    this.random = random;
    this.values = values;
  }

  @Override
  public void begin(Attempt attempt) {
    int choice = random.nextInt(10);
    Object old = random.nextInt(10) < 6 ? content : seen;
    attempt.certain = overwritten;
    if (choice < 5) {
      attempt.f = "read";
      return;
    }
    Object value = values.getAsLong();
    boolean swaps = choice >= 8 && old != null;
    attempt.f = swaps ? "cas" : "write";
    attempt.argument = swaps ? List.of(Objects.requireNonNull(old), value) : value;
    open.merge(value, 1, Integer::sum);
  }

  private static Object left(Attempt attempt) {
    return Objects.requireNonNull(
        attempt.argument instanceof List<?> pair ? pair.get(1) : attempt.argument);
  }

  @Override
  public void apply(Attempt attempt) {
    if (attempt.f.equals("read")) {
      attempt.result = content;
      return;
    }
    attempt.result = attempt.argument;
    if (attempt.argument instanceof List<?> pair && !pair.get(0).equals(content)) {
      attempt.failed = true;
      return;
    }
    content = left(attempt);
  }

  @Override
  public void end(Attempt attempt, long event) {
    if (attempt.f.equals("read")) {
      seen = attempt.result;
      return;
    }
    open.computeIfPresent(left(attempt), (value, count) -> count == 1 ? null : count - 1);
    if (!attempt.failed) {
      lastLeft.put(left(attempt), event);
      overwritten = Math.max(overwritten, attempt.invoked);
    }
  }

  /** A read returns what all writes of it had left before another one began that is over, too. */
  @Override
  public boolean lie(Attempt attempt) {
    if (!attempt.f.equals("read")) {
      return false;
    }
    for (Map.Entry<Object, Long> left : lastLeft.entrySet()) {
      boolean maybeOpen = open.getOrDefault(left.getKey(), 0) > 0;
      long until = maybeOpen ? NEVER : left.getValue();
      if (until < attempt.certain && !left.getKey().equals(attempt.result)) {
        attempt.result = left.getKey();
        return true;
      }
    }
    return false;
  }
}
