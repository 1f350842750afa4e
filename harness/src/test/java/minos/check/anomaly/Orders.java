package minos.check.anomaly;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import minos.history.Op;

/** Isolation of lists and registers by definition: tries every order. The judge of the judge. */
final class Orders {
  private final List<Play.Act> acts;

  private Orders(Play play) {
    acts = play.acts().stream().filter(act -> act.type() != Op.Type.FAIL).toList();
  }

  /** Whether all that committed, and some that crashed, can have gone one after another. */
  static boolean isSerializable(Play play, boolean strict) {
    return new Orders(play).serial(0, Map.of(), strict);
  }

  private boolean serial(int done, Map<Object, List<Object>> store, boolean strict) {
    boolean all = true;
    for (int at = 0; at < acts.size(); at++) {
      if ((done & 1 << at) != 0) {
        continue;
      }
      all &= acts.get(at).type() == Op.Type.INFO;
      if (strict && isHeldUp(at, done)) {
        continue;
      }
      Map<Object, List<Object>> after = new HashMap<>(store);
      if (runs(acts.get(at), after) && serial(done | 1 << at, after, strict)) {
        return true;
      }
    }
    return all;
  }

  private boolean isHeldUp(int candidate, int done) {
    for (int at = 0; at < acts.size(); at++) {
      if ((done & 1 << at) == 0
          && acts.get(at).type() == Op.Type.OK
          && acts.get(at).end() < acts.get(candidate).begin()) {
        return true;
      }
    }
    return false;
  }

  /** Runs a transaction on a store; false if it cannot have read what it did. */
  private static boolean runs(Play.Act act, Map<Object, List<Object>> store) {
    for (Object one : act.steps()) {
      List<?> step = (List<?>) one;
      List<Object> now = store.getOrDefault(step.get(1), List.of());
      if (step.get(0).equals("append")) {
        List<Object> longer = new ArrayList<>(now);
        longer.add(step.get(2));
        store.put(step.get(1), longer);
      } else if (step.get(0).equals("w")) {
        store.put(step.get(1), List.of(step.get(2)));
      } else if (act.type() == Op.Type.OK && !sees(step.get(2), now)) {
        return false;
      }
    }
    return true;
  }

  private static void writes(Play.Act act, Map<Object, List<Object>> store) {
    List<?> writes =
        act.steps().stream().filter(step -> !((List<?>) step).get(0).equals("r")).toList();
    runs(new Play.Act(0, 0, 0, act.type(), writes, writes), store);
  }

  private static boolean sees(Object read, List<Object> now) {
    return read instanceof List<?> list
        ? list.equals(now)
        : read == null ? now.isEmpty() : now.equals(List.of(read));
  }

  /**
   * Whether all can have begun and committed in some order, each on what was there at its start.
   */
  static boolean isSnapshotIsolated(Play play) {
    Orders orders = new Orders(play);
    return orders.snapshots(0, 0, Map.of(), new HashMap<>());
  }

  private boolean snapshots(
      int begun,
      int ended,
      Map<Object, List<Object>> store,
      Map<Integer, Map<Object, List<Object>>> starts) {
    boolean all = true;
    for (int at = 0; at < acts.size(); at++) {
      int bit = 1 << at;
      all &= (ended & bit) != 0 || acts.get(at).type() == Op.Type.INFO;
      if ((begun & bit) == 0) {
        Map<Integer, Map<Object, List<Object>>> more = new HashMap<>(starts);
        more.put(at, store);
        if (runs(acts.get(at), new HashMap<>(store))
            && snapshots(begun | bit, ended, store, more)) {
          return true;
        }
      } else if ((ended & bit) == 0
          && !conflicts(acts.get(at), Objects.requireNonNull(starts.get(at)), store)) {
        Map<Object, List<Object>> after = new HashMap<>(store);
        writes(acts.get(at), after);
        if (snapshots(begun, ended | bit, after, starts)) {
          return true;
        }
      }
    }
    return all;
  }

  /** The first committer wins: nobody may have written the same since it began. */
  private static boolean conflicts(
      Play.Act act, Map<Object, List<Object>> start, Map<Object, List<Object>> now) {
    Set<Object> written = new HashSet<>();
    for (Object one : act.steps()) {
      List<?> step = (List<?>) one;
      if (!step.get(0).equals("r")) {
        written.add(step.get(1));
      }
    }
    return written.stream()
        .anyMatch(
            key -> !start.getOrDefault(key, List.of()).equals(now.getOrDefault(key, List.of())));
  }
}
