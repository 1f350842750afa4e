package minos.check.anomaly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import minos.history.Op;

/**
 * A few transactions on two keys that read lists or registers as they were at some time, mostly a
 * right one.
 */
final class RandomPlay {
  private static final List<String> KEYS = List.of("x", "y");

  private final SplittableRandom random;
  private final boolean lists;
  private final Map<String, List<Object>> store = new HashMap<>();
  private long next = 1;

  private RandomPlay(SplittableRandom random, boolean lists) {
    this.random = random;
    this.lists = lists;
  }

  /**
   * @param most how many transactions
   */
  static Play of(SplittableRandom random, int most, boolean lists) {
    RandomPlay plays = new RandomPlay(random, lists);
    Play play = new Play();
    int size = 2 + random.nextInt(most - 1);
    int time = 0;
    for (int process = 0; process < size; process++) {
      Op.Type type =
          random.nextInt(10) > 1 ? Op.Type.OK : random.nextBoolean() ? Op.Type.FAIL : Op.Type.INFO;
      // no beginning at the time of an end
      int begin = 2 * Math.max(0, time - random.nextInt(12));
      int end = type == Op.Type.INFO ? Integer.MAX_VALUE : 2 * (time + random.nextInt(12)) + 1;
      play.act(process, begin, end, type, plays.steps(type));
      time += 4;
    }
    return play;
  }

  private List<List<?>> steps(Op.Type type) {
    Map<String, List<Object>> mine = new HashMap<>();
    boolean applies = type == Op.Type.OK || random.nextInt(4) == 0;
    List<List<?>> steps = new ArrayList<>();
    int size = 1 + random.nextInt(3);
    for (int step = 0; step < size; step++) {
      String key = KEYS.get(random.nextInt(KEYS.size()));
      List<Object> now = mine.computeIfAbsent(key, none -> store.getOrDefault(none, List.of()));
      if (random.nextInt(5) < 2) {
        List<Object> longer = new ArrayList<>(now);
        longer.add(next);
        mine.put(key, longer);
        steps.add(lists ? Play.append(key, next) : Play.write(key, next));
        next++;
      } else {
        List<Object> seen =
            random.nextInt(5) > 0 ? now : now.subList(0, random.nextInt(now.size() + 1));
        steps.add(
            lists
                ? Play.reads(key, seen.toArray())
                : Play.read(key, seen.isEmpty() ? null : seen.getLast()));
      }
    }
    if (applies) {
      store.putAll(mine);
    }
    return steps;
  }
}
