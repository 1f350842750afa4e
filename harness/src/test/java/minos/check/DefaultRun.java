package minos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * A history like that of a default run: registers with unique written values, read, written and
 * swapped by some processes; a share of what changes them ends with an unknown outcome, and some of
 * that takes effect much later.
 */
final class DefaultRun {
  private final SplittableRandom random;
  private final int keys;
  private final List<Op> ops = new ArrayList<>();
  private final Map<Long, @Nullable Object> values = new HashMap<>();
  private final List<Pending> late = new ArrayList<>();
  private long unique;

  private record Pending(long key, Op op) {}

  private DefaultRun(long seed, int keys) {
    this.random = new SplittableRandom(seed);
    this.keys = keys;
  }

  /**
   * @param lie whether one of the last reads returns what was overwritten long before
   */
  static History of(
      long seed, int calls, int keys, int processes, int crashes, boolean lie) {
    return new DefaultRun(seed, keys).record(calls, processes, crashes, lie);
  }

  private History record(int calls, int processes, int crashes, boolean lie) {
    int[] ids = new int[processes];
    Op[] open = new Op[processes];
    boolean[] busy = new boolean[processes];
    boolean[] done = new boolean[processes];
    Map<Integer, Object> result = new HashMap<>();
    boolean lied = !lie;
    for (int p = 0; p < processes; p++) {
      ids[p] = p;
    }
    int invoked = 0;
    int running = 0;
    while (invoked < calls || running > 0) {
      int p = random.nextInt(processes);
      if (!late.isEmpty() && random.nextInt(200) == 0) {
        Pending pending = late.remove(random.nextInt(late.size()));
        apply(pending.op());
      }
      if (!busy[p]) {
        if (invoked < calls) {
          open[p] = invoke(ids[p]);
          busy[p] = true;
          done[p] = false;
          invoked++;
          running++;
        }
      } else if (!open[p].f().equals("read")
          && random.nextInt(calls) < crashes * 3 / 4 + 1) {
        add(ids[p], Op.Type.INFO, open[p].f(), open[p].key(), open[p].value());
        if (!done[p]) {
          late.add(new Pending((Long) open[p].key(), open[p]));
        }
        ids[p] += processes;
        busy[p] = false;
        running--;
      } else if (!done[p]) {
        done[p] = true;
        result.put(p, apply(open[p]));
      } else {
        Object saw = result.get(p);
        boolean failed = "differs".equals(saw);
        if (!lied && invoked > calls * 9 / 10 && open[p].f().equals("read")) {
          saw = firstWritten(open[p].key());
          lied = true;
        }
        add(
            ids[p],
            failed ? Op.Type.FAIL : Op.Type.OK,
            open[p].f(),
            open[p].key(),
            failed ? open[p].value() : "nil".equals(saw) ? null : saw);
        busy[p] = false;
        running--;
      }
    }
    return new History(ops);
  }

  private @Nullable Object firstWritten(@Nullable Object key) {
    return ops.stream()
        .filter(op -> op.f().equals("write") && op.type() == Op.Type.OK)
        .filter(op -> java.util.Objects.equals(op.key(), key))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private Op invoke(int process) {
    long key = random.nextInt(keys);
    return switch (random.nextInt(3)) {
      case 0 -> add(process, Op.Type.INVOKE, "read", key, null);
      case 1 -> add(process, Op.Type.INVOKE, "write", key, ++unique);
      default -> {
        Object old = values.get(key);
        yield add(
            process, Op.Type.INVOKE, "cas", key, List.of(old == null ? 0L : old, ++unique));
      }
    };
  }

  private Object apply(Op op) {
    Long key = (Long) op.key();
    Object value = values.get(key);
    switch (op.f()) {
      case "read" -> {
        return value == null ? "nil" : value;
      }
      case "write" -> values.put(key, op.value());
      default -> {
        List<?> pair = (List<?>) op.value();
        if (!pair.get(0).equals(value)) {
          return "differs";
        }
        values.put(key, pair.get(1));
      }
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
