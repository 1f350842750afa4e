package minos.check.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import minos.history.History;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/** A history of transactions as a test tells it. */
final class Play {
  private final List<Act> acts = new ArrayList<>();

  /**
   * @param end null if it never completes
   * @param asked its steps as invoked
   * @param steps as completed
   */
  record Act(int process, int begin, int end, Op.Type type, List<?> asked, List<?> steps) {
    boolean ends() {
      return end != Integer.MAX_VALUE;
    }
  }

  private record Moment(int time, int rank, Act act, boolean begins) {}

  /** A committed transaction of a process of its own. */
  Play ok(int begin, int end, List<?>... steps) {
    return by(acts.size(), begin, end, steps);
  }

  Play by(int process, int begin, int end, List<?>... steps) {
    return act(process, begin, end, Op.Type.OK, List.of(steps));
  }

  Play failed(int begin, int end, List<?>... steps) {
    return act(acts.size(), begin, end, Op.Type.FAIL, List.of(steps));
  }

  Play crashed(int begin, List<?>... steps) {
    return act(acts.size(), begin, Integer.MAX_VALUE, Op.Type.INFO, List.of(steps));
  }

  Play act(int process, int begin, int end, Op.Type type, List<List<?>> steps) {
    List<?> asked = steps.stream().map(Play::asked).toList();
    acts.add(new Act(process, begin, end, type, asked, type == Op.Type.OK ? steps : asked));
    return this;
  }

  private static List<?> asked(List<?> step) {
    return step.get(0).equals("r") ? Arrays.asList("r", step.get(1), null) : step;
  }

  static List<?> append(String key, Object value) {
    return List.of("append", key, value);
  }

  static List<?> reads(String key, Object... list) {
    return List.of("r", key, List.of(list));
  }

  static List<?> write(String key, Object value) {
    return List.of("w", key, value);
  }

  static List<?> read(String key, @Nullable Object value) {
    return Arrays.asList("r", key, value);
  }

  List<Act> acts() {
    return acts;
  }

  /** Puts another play into this one, later by some time, with processes of its own. */
  Play with(Play other, int later) {
    int processes = 1 + acts.stream().mapToInt(Act::process).max().orElse(0);
    for (Act act : other.acts) {
      acts.add(
          new Act(
              processes + act.process(),
              act.begin() + later,
              act.ends() ? act.end() + later : act.end(),
              act.type(),
              act.asked(),
              act.steps()));
    }
    return this;
  }

  History history() {
    return history(new SplittableRandom(0));
  }

  /** Of two moments at one time, either may come first. */
  History history(SplittableRandom random) {
    List<Moment> moments = new ArrayList<>();
    for (Act act : acts) {
      moments.add(new Moment(act.begin(), random.nextInt(1 << 20), act, true));
      if (act.ends()) {
        moments.add(new Moment(act.end(), random.nextInt(1 << 20), act, false));
      }
    }
    moments.sort(Comparator.comparingInt(Moment::time).thenComparingInt(Moment::rank));
    List<Op> ops = new ArrayList<>();
    for (Moment moment : moments) {
      Act act = moment.act();
      ops.add(
          new Op(
              ops.size(),
              moment.time(),
              act.process(),
              moment.begins() ? Op.Type.INVOKE : act.type(),
              "txn",
              null,
              moment.begins() ? act.asked() : act.steps(),
              Map.of()));
    }
    return new History(ops);
  }
}
