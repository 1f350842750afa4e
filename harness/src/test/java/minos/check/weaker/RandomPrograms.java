package minos.check.weaker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** Operations of a few processes on two objects, with results out of few values. */
final class RandomPrograms {
  private RandomPrograms() {}

  static History of(SplittableRandom random, int operations, int processes, String... fs) {
    List<Op> ops = new ArrayList<>();
    Map<Integer, Op> open = new HashMap<>();
    int fresh = processes;
    int[] process = new int[processes];
    for (int thread = 0; thread < processes; thread++) {
      process[thread] = thread;
    }
    int begun = 0;
    while (begun < operations || !open.isEmpty()) {
      int thread = random.nextInt(processes);
      Op invocation = open.remove(thread);
      if (invocation == null && begun < operations) {
        begun++;
        String f = fs[random.nextInt(fs.length)];
        add(
            ops,
            process[thread],
            Op.Type.INVOKE,
            f,
            random.nextBoolean() ? "x" : "y",
            argument(f, random));
        open.put(thread, ops.getLast());
      } else if (invocation != null) {
        int chance = random.nextInt(12);
        Op.Type type = chance == 0 ? Op.Type.FAIL : chance == 1 ? Op.Type.INFO : Op.Type.OK;
        String key = String.valueOf(Objects.requireNonNull(invocation.key()));
        add(ops, process[thread], type, invocation.f(), key, result(invocation, type, random));
        process[thread] = type == Op.Type.INFO ? fresh++ : process[thread];
      }
    }
    return new History(ops);
  }

  private static @Nullable Object argument(String f, SplittableRandom random) {
    return switch (f) {
      case "write", "enqueue" -> (long) random.nextInt(3);
      case "cas" -> List.of((long) random.nextInt(3), (long) random.nextInt(3));
      default -> null;
    };
  }

  private static @Nullable Object result(Op invocation, Op.Type type, SplittableRandom random) {
    boolean finds = invocation.f().equals("read") || invocation.f().equals("dequeue");
    if (!finds || type != Op.Type.OK) {
      return invocation.value();
    }
    int value = random.nextInt(4);
    return value == 3 ? null : (Object) (long) value;
  }

  private static void add(
      List<Op> ops, int process, Op.Type type, String f, String key, @Nullable Object value) {
    ops.add(new Op(ops.size(), ops.size(), process, type, f, key, value, Map.of()));
  }
}
