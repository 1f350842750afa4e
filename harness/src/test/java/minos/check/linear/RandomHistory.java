package minos.check.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Small histories of one object that really exists, in which each operation takes effect at a
 * moment of its own; some operations crash, before or after that moment. Some histories are then
 * falsified in one result.
 */
final class RandomHistory {
  private static final int PROCESSES = 4;
  private static final int UNIQUE = 0;

  private final RandomGenerator random;
  private final String[] operations;
  private final int values;
  private final List<Op> ops = new ArrayList<>();
  private final Map<Integer, Op> open = new HashMap<>();
  private final boolean[] done = new boolean[PROCESSES];
  private final Map<Integer, Object> results = new HashMap<>();
  private final int[] ids = {0, 1, 2, 3};
  private final List<Object> queue = new ArrayList<>();
  private @Nullable Object value;
  private int invoked;
  private long written;

  private RandomHistory(RandomGenerator random, int values, String... operations) {
    this.random = random;
    this.values = values;
    this.operations = operations;
  }

  static History of(RandomGenerator random, int calls, int values, String... operations) {
    return new RandomHistory(random, values, operations).record(calls);
  }

  /** No value is written twice. */
  static History unique(RandomGenerator random, int calls, String... operations) {
    return new RandomHistory(random, UNIQUE, operations).record(calls);
  }

  private History record(int calls) {
    while (invoked < calls || !open.isEmpty()) {
      int process = random.nextInt(PROCESSES);
      if (!open.containsKey(process)) {
        if (invoked < calls) {
          invoke(process);
        }
      } else if (random.nextInt(12) == 0) {
        crash(process);
      } else if (!done[process]) {
        apply(process);
      } else {
        complete(process);
      }
    }
    if (random.nextBoolean()) {
      falsify();
    }
    return new History(ops);
  }

  private void invoke(int process) {
    String f = operations[random.nextInt(operations.length)];
    Object argument =
        switch (f) {
          case "read", "get", "delete", "dequeue" -> null;
          case "cas" -> List.of(old(), fresh());
          default -> fresh();
        };
    invoked++;
    done[process] = false;
    open.put(process, add(ids[process], Op.Type.INVOKE, f, argument));
  }

  /** Something that is there, may have been, or never was. */
  private long any() {
    return random.nextInt(values == UNIQUE ? (int) written + 2 : values);
  }

  private Object old() {
    return values == UNIQUE && value != null && random.nextInt(4) > 0 ? value : any();
  }

  private long fresh() {
    return values == UNIQUE ? ++written : any();
  }

  @SuppressWarnings("NullAway") // results may be nil
  private void apply(int process) {
    Op op = Objects.requireNonNull(open.get(process));
    done[process] = true;
    Object result = op.value();
    switch (op.f()) {
      case "read", "get" -> result = value;
      case "write", "put" -> value = op.value();
      case "delete" -> value = null;
      case "enqueue" -> queue.add(op.value());
      case "dequeue" -> result = queue.isEmpty() ? null : queue.removeFirst();
      case "cas" -> {
        List<?> pair = (List<?>) op.value();
        boolean swaps = pair.get(0).equals(value);
        result = swaps ? pair : "differs";
        value = swaps ? pair.get(1) : value;
      }
      default -> throw new IllegalStateException(op.f());
    }
    results.put(process, result);
  }

  private void complete(int process) {
    Op op = Objects.requireNonNull(open.remove(process));
    Object result = results.get(process);
    if ("differs".equals(result)) {
      add(ids[process], Op.Type.FAIL, op.f(), op.value());
    } else {
      add(ids[process], Op.Type.OK, op.f(), result);
    }
  }

  /** Whether it has taken effect by now is nobody's knowledge; it will not later. */
  private void crash(int process) {
    Op op = Objects.requireNonNull(open.remove(process));
    if (random.nextBoolean()) {
      add(ids[process], Op.Type.INFO, op.f(), op.value());
    }
    ids[process] += PROCESSES;
  }

  /** Changes what one call saw, or lets a refused cas have happened. */
  private void falsify() {
    List<Op> candidates = ops.stream().filter(RandomHistory::isResult).toList();
    if (!candidates.isEmpty()) {
      Op op = candidates.get(random.nextInt(candidates.size()));
      Object lie = op.f().equals("cas") ? op.value() : any();
      ops.set(
          (int) op.index(),
          new Op(op.index(), op.time(), op.process(), Op.Type.OK, op.f(), null, lie, Map.of()));
    }
  }

  private static boolean isResult(Op op) {
    return switch (op.f()) {
      case "read", "get", "dequeue" -> op.type() == Op.Type.OK;
      default -> op.type() == Op.Type.FAIL;
    };
  }

  private Op add(int process, Op.Type type, String f, @Nullable Object argument) {
    Op op = new Op(ops.size(), ops.size(), process, type, f, null, argument, Map.of());
    ops.add(op);
    return op;
  }
}
