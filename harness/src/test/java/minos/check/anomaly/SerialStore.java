package minos.check.anomaly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of several processes on a store that runs each at one moment between its beginning
 * and its end; some fail and some crash, with or without effect.
 */
final class SerialStore {
  private static final int KEYS_AT_A_TIME = 5;
  private static final int WRITES_A_KEY = 30;

  private final SplittableRandom random;
  private final boolean lists;
  private final Map<String, List<Object>> store = new HashMap<>();
  private long next;

  private SerialStore(SplittableRandom random, boolean lists) {
    this.random = random;
    this.lists = lists;
  }

  static Play of(SplittableRandom random, int transactions, int concurrency, boolean lists) {
    SerialStore serial = new SerialStore(random, lists);
    Play play = new Play();
    int[] process = new int[concurrency];
    int[] free = new int[concurrency];
    for (int thread = 0; thread < concurrency; thread++) {
      process[thread] = thread;
    }
    for (int number = 0; number < transactions; number++) {
      int thread = number % concurrency;
      int moment = 10 * (number + concurrency);
      int begin = Math.max(free[thread], moment - 1 - random.nextInt(5 * concurrency));
      int end = moment + 1 + random.nextInt(5 * concurrency);
      int chance = random.nextInt(100);
      Op.Type type = chance < 90 ? Op.Type.OK : chance < 95 ? Op.Type.FAIL : Op.Type.INFO;
      boolean applies = type == Op.Type.OK || (type == Op.Type.INFO && random.nextBoolean());
      List<List<?>> steps = serial.run(applies);
      play.act(process[thread], begin, type == Op.Type.INFO ? Integer.MAX_VALUE : end, type, steps);
      free[thread] = end + 1;
      process[thread] += type == Op.Type.INFO ? concurrency : 0;
    }
    return play;
  }

  private List<List<?>> run(boolean applies) {
    Map<String, List<Object>> mine = new HashMap<>();
    List<List<?>> steps = new ArrayList<>();
    int size = 1 + random.nextInt(4);
    for (int step = 0; step < size; step++) {
      String key =
          "k"
              + (random.nextInt(KEYS_AT_A_TIME)
                  + next / (WRITES_A_KEY * KEYS_AT_A_TIME) * KEYS_AT_A_TIME);
      List<Object> now = mine.computeIfAbsent(key, none -> store.getOrDefault(none, List.of()));
      if (random.nextBoolean()) {
        List<Object> after = new ArrayList<>(lists ? now : List.of());
        after.add(++next);
        mine.put(key, after);
        steps.add(lists ? Play.append(key, next) : Play.write(key, next));
      } else {
        steps.add(lists ? Play.reads(key, now.toArray()) : Play.read(key, last(now)));
      }
    }
    if (applies) {
      store.putAll(mine);
    }
    return steps;
  }

  private static @Nullable Object last(List<Object> now) {
    return now.isEmpty() ? null : now.getLast();
  }
}
