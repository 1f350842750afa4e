package minos.check.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeSet;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** Small histories of an object that works, but for a wrong result or effect now and then. */
final class RandomTale {
  private final SplittableRandom random;
  private final List<Op> ops = new ArrayList<>();
  private final Map<Integer, Op> open = new HashMap<>();
  private final TreeSet<Long> set = new TreeSet<>();
  private final List<Object> bag = new ArrayList<>();
  private final boolean counts;
  private long sum;
  private long next = 1;

  private RandomTale(SplittableRandom random, boolean counts) {
    this.random = random;
    this.counts = counts;
  }

  /**
   * @param counts whether a read returns the sum of what was added, not the set of it
   * @param fs what may be done
   */
  static History of(SplittableRandom random, boolean counts, String... fs) {
    RandomTale tale = new RandomTale(random, counts);
    int events = 4 + random.nextInt(20);
    int process = 0;
    for (int event = 0; event < events; event++) {
      if (tale.open.size() == 3 || (!tale.open.isEmpty() && random.nextBoolean())) {
        List<Integer> processes = List.copyOf(tale.open.keySet());
        tale.end(processes.get(random.nextInt(processes.size())));
      } else {
        tale.begin(process++, fs[random.nextInt(fs.length)]);
      }
    }
    return new History(tale.ops);
  }

  private void begin(int process, String f) {
    boolean takesValue = f.equals("add") || f.equals("enqueue");
    Object value = takesValue ? (Object) (random.nextInt(3) == 0 ? next : next++) : null;
    add(process, Op.Type.INVOKE, f, value);
    open.put(process, ops.getLast());
  }

  private void end(int process) {
    Op begun = Objects.requireNonNull(open.remove(process));
    int chance = random.nextInt(12);
    boolean failed = chance == 0;
    boolean lies = random.nextInt(12) == 0;
    Object result = failed == lies ? effect(begun) : before(begun);
    Op.Type type = failed ? Op.Type.FAIL : chance == 1 ? Op.Type.INFO : Op.Type.OK;
    boolean shows = type == Op.Type.OK && !begun.f().equals("add") && !begun.f().equals("enqueue");
    add(process, type, begun.f(), shows ? result : begun.value());
  }

  /** What it returns that does nothing. */
  private @Nullable Object before(Op begun) {
    return switch (begun.f()) {
      case "read" -> counts ? (Object) (sum + 1) : List.of();
      case "drain" -> List.of();
      case "dequeue" -> 1 + random.nextLong(next);
      default -> begun.value();
    };
  }

  private @Nullable Object effect(Op begun) {
    return switch (begun.f()) {
      case "add" -> {
        long value = (Long) Objects.requireNonNull(begun.value());
        set.add(value);
        sum += value;
        yield value;
      }
      case "enqueue" -> {
        bag.add(Objects.requireNonNull(begun.value()));
        yield begun.value();
      }
      case "dequeue" -> bag.isEmpty() ? null : bag.remove(random.nextInt(bag.size()));
      case "drain" -> {
        List<Object> all = List.copyOf(bag);
        bag.clear();
        yield all;
      }
      default -> counts ? (Object) sum : List.copyOf(set);
    };
  }

  private void add(int process, Op.Type type, String f, @Nullable Object value) {
    ops.add(new Op(ops.size(), ops.size(), process, type, f, null, value, Map.of()));
  }
}
