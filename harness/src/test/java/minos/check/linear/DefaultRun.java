package minos.check.linear;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * A history like that of a default run: registers with unique written values, read, written and
 * swapped by some processes; some of what changes them ends with an unknown outcome, and may take
 * effect much later.
 */
final class DefaultRun {
  private static final String DIFFERS = "differs";

  private final SplittableRandom random;
  private final int calls;
  private final int keys;
  private final int processes;
  private final int crashes;
  private final List<Op> ops = new ArrayList<>();
  private final Map<Object, @Nullable Object> values = new HashMap<>();
  private final Map<Integer, Op> open = new HashMap<>();
  private final Map<Integer, @Nullable Object> results = new HashMap<>();
  private final List<Op> late = new ArrayList<>();
  private final int[] ids;
  private boolean lie;
  private long unique;
  private int invoked;

  private DefaultRun(long seed, int calls, int keys, int processes, int crashes, boolean lie) {
    this.random = new SplittableRandom(seed);
    this.calls = calls;
    this.keys = keys;
    this.processes = processes;
    this.crashes = crashes;
    this.lie = lie;
    this.ids = new int[processes];
  }

  /**
   * @param lie whether one of the last reads returns what was overwritten long before
   */
  static History of(long seed, int calls, int keys, int processes, int crashes, boolean lie) {
    return new DefaultRun(seed, calls, keys, processes, crashes, lie).record();
  }

  private History record() {
    for (int process = 0; process < processes; process++) {
      ids[process] = process;
    }
    while (invoked < calls || !open.isEmpty()) {
      int process = random.nextInt(processes);
      if (!late.isEmpty() && random.nextInt(200) == 0) {
        apply(late.remove(random.nextInt(late.size())));
      }
      Op op = open.get(process);
      if (op == null) {
        if (invoked < calls) {
          invoke(process);
        }
      } else if (!op.f().equals("read") && random.nextInt(calls) <= crashes * 3 / 4) {
        crash(process, op);
      } else if (!results.containsKey(process)) {
        results.put(process, apply(op));
      } else {
        complete(process, op);
      }
    }
    return new History(ops);
  }

  private void invoke(int process) {
    long key = random.nextInt(keys);
    Object now = values.get(key);
    Object value = null;
    String f = "read";
    switch (random.nextInt(3)) {
      case 0 -> {
        f = "write";
        value = ++unique;
      }
      case 1 -> {
        f = "cas";
        value = List.of(now == null ? 0L : now, ++unique);
      }
      default -> {}
    }
    invoked++;
    open.put(process, add(ids[process], Op.Type.INVOKE, f, key, value));
  }

  private void crash(int process, Op op) {
    add(op.process(), Op.Type.INFO, op.f(), op.key(), op.value());
    if (!results.containsKey(process)) {
      late.add(op);
    }
    ids[process] += processes;
    open.remove(process);
    results.remove(process);
  }

  private void complete(int process, Op op) {
    Object result = results.remove(process);
    open.remove(process);
    if (DIFFERS.equals(result)) {
      add(op.process(), Op.Type.FAIL, op.f(), op.key(), op.value());
    } else if (lie && invoked > calls * 9 / 10 && op.f().equals("read")) {
      lie = false;
      add(op.process(), Op.Type.OK, op.f(), op.key(), firstWritten(op.key()));
    } else {
      add(op.process(), Op.Type.OK, op.f(), op.key(), result);
    }
  }

  private @Nullable Object firstWritten(@Nullable Object key) {
    return ops.stream()
        .filter(op -> op.f().equals("write") && op.type() == Op.Type.OK)
        .filter(op -> Objects.equals(op.key(), key))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private @Nullable Object apply(Op op) {
    Object key = Objects.requireNonNull(op.key());
    Object value = values.get(key);
    if (op.f().equals("read")) {
      return value;
    }
    if (op.value() instanceof List<?> pair) {
      if (!Objects.equals(pair.get(0), value)) {
        return DIFFERS;
      }
      values.put(key, pair.get(1));
    } else {
      values.put(key, op.value());
    }
    return op.value();
  }

  private Op add(
      int process, Op.Type type, String f, @Nullable Object key, @Nullable Object value) {
    Op op = new Op(ops.size(), ops.size() * 1000L, process, type, f, key, value, Map.of());
    ops.add(op);
    return op;
  }
}
