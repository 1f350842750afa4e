package minos.history;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Histories that hold whatever a history may. */
public final class AnyHistory {
  private static final List<Op.Type> ENDS = List.of(Op.Type.OK, Op.Type.FAIL, Op.Type.INFO);
  static final List<@Nullable Object> VALUES =
      Arrays.asList(
          null,
          true,
          0L,
          -7L,
          1L << 62,
          new BigInteger("99999999999999999999"),
          1.5,
          "",
          "text",
          "quo\"te",
          "naïve",
          List.of(),
          List.of(1L, 2L),
          Arrays.asList(null, "a"),
          List.of(1L, List.of(2L, 3L)),
          List.of(1L, 2L, 3L),
          Map.of("a", 1L));

  private AnyHistory() {}

  public static History random(SplittableRandom random, int events) {
    List<Op> ops = new ArrayList<>();
    @Nullable Op[] open = new Op[8];
    int[] ids = {0, 1, 2, 3, 4, 5, 6, 7};
    long index = random.nextInt(3);
    long time = 0;
    while (ops.size() < events) {
      int process = random.nextInt(open.length);
      time += random.nextInt(3);
      Op invoked = open[process];
      Map<String, Object> extra = random.nextInt(20) == 0 ? Map.of("node", "n1") : Map.of();
      if (random.nextInt(50) == 0) {
        ops.add(new Op(index, time, Op.NEMESIS, Op.Type.INFO, "heal", null, null, extra));
      } else if (invoked == null) {
        Object key = VALUES.get(random.nextInt(6));
        Object value = VALUES.get(random.nextInt(VALUES.size()));
        String f = random.nextBoolean() ? "read" : "w\t";
        open[process] = new Op(index, time, ids[process], Op.Type.INVOKE, f, key, value, extra);
        ops.add(Objects.requireNonNull(open[process]));
      } else {
        Op.Type type = ENDS.get(random.nextInt(ENDS.size()));
        Object value = VALUES.get(random.nextInt(VALUES.size()));
        ops.add(new Op(index, time, ids[process], type, invoked.f(), invoked.key(), value, extra));
        ids[process] += type == Op.Type.INFO ? open.length : 0;
        open[process] = null;
      }
      index += random.nextInt(100) == 0 ? 2 : 1;
    }
    return new History(ops);
  }
}
