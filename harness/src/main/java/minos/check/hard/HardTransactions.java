package minos.check.hard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import minos.history.Columns;
import minos.history.ColumnsBuilder;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Records transactions of some processes on a store that runs each at one moment between its
 * beginning and its end, so that they are strictly serializable; unless they read what was there
 * when they began. Some end with an unknown outcome, and have taken effect.
 */
public final class HardTransactions {
  private static final int KEYS_AT_A_TIME = 10;
  private static final int WRITES_A_KEY = 30;
  private static final int STEPS_MAX = 4;
  private static final double CRASHED = 0.01;

  private final Kind kind;
  private final boolean readsEarly;
  private final SplittableRandom random;
  private final ColumnsBuilder history = new ColumnsBuilder();
  private final Map<String, List<Object>> store = new HashMap<>();
  private long written;
  private long events;
  private int processes;

  /** What it holds under each key. */
  public enum Kind {
    LISTS,
    REGISTERS
  }

  /** A process with at most one transaction under way. */
  private static final class Worker {
    private int process;
    private List<List<?>> asked = List.of();

    /** What was there when it began, under the keys that it only reads; if it reads that. */
    private Map<String, List<Object>> early = Map.of();

    /** What it did; empty until then. */
    private List<List<?>> steps = List.of();

    private Worker(int process) {
      this.process = process;
    }
  }

  private HardTransactions(Kind kind, boolean readsEarly, long seed) {
    this.kind = kind;
    this.readsEarly = readsEarly;
    random = new SplittableRandom(seed);
  }

  /**
   * @param readsEarly whether transactions find what was there when they began under keys that they
   *     only read: an anomaly where two of them meet
   */
  public static Columns of(
      Kind kind, int transactions, int processes, boolean readsEarly, long seed) {
    return new HardTransactions(kind, readsEarly, seed).record(transactions, processes);
  }

  private Columns record(int transactions, int workers) {
    List<Worker> all = new ArrayList<>();
    for (processes = 0; processes < workers; processes++) {
      all.add(new Worker(processes));
    }
    int begun = 0;
    int ended = 0;
    while (ended < transactions) {
      Worker worker = all.get(random.nextInt(workers));
      if (!worker.steps.isEmpty()) {
        end(worker);
        ended++;
      } else if (!worker.asked.isEmpty()) {
        apply(worker);
      } else if (begun < transactions) {
        begin(worker);
        begun++;
      }
    }
    return history.columns();
  }

  private void begin(Worker worker) {
    List<List<?>> asked = new ArrayList<>();
    Map<String, List<Object>> early = new HashMap<>();
    for (int step = 1 + random.nextInt(STEPS_MAX); step > 0; step--) {
      long block = written / (WRITES_A_KEY * KEYS_AT_A_TIME) * KEYS_AT_A_TIME;
      String key = "k" + (block + random.nextInt(KEYS_AT_A_TIME));
      if (random.nextBoolean()) {
        early.put(key, held(key));
        asked.add(Arrays.asList("r", key, null));
      } else {
        asked.add(List.of(kind == Kind.LISTS ? "append" : "w", key, ++written));
      }
    }
    asked.stream()
        .filter(step -> !step.getFirst().equals("r"))
        .forEach(step -> early.remove(step.get(1)));
    worker.asked = asked;
    worker.early = readsEarly ? early : Map.of();
    take(worker, Op.Type.INVOKE, asked);
  }

  private void apply(Worker worker) {
    Map<String, List<Object>> mine = new HashMap<>(worker.early);
    List<List<?>> steps = new ArrayList<>();
    for (List<?> step : worker.asked) {
      String key = (String) step.get(1);
      List<Object> now = mine.computeIfAbsent(key, this::held);
      if (step.getFirst().equals("r")) {
        steps.add(Arrays.asList("r", key, read(now)));
      } else {
        mine.put(key, written(now, step.getLast()));
        store.put(key, written(held(key), step.getLast()));
        steps.add(step);
      }
    }
    worker.steps = steps;
  }

  private List<Object> held(String key) {
    return store.getOrDefault(key, List.of());
  }

  private @Nullable Object read(List<Object> now) {
    return kind == Kind.LISTS ? now : now.isEmpty() ? null : now.getLast();
  }

  private List<Object> written(List<Object> now, Object value) {
    List<Object> after = new ArrayList<>(kind == Kind.LISTS ? now : List.of());
    after.add(value);
    return after;
  }

  private void end(Worker worker) {
    boolean crashes = random.nextDouble() < CRASHED;
    take(worker, crashes ? Op.Type.INFO : Op.Type.OK, crashes ? worker.asked : worker.steps);
    worker.process = crashes ? processes++ : worker.process;
    worker.asked = List.of();
    worker.steps = List.of();
  }

  private void take(Worker worker, Op.Type type, List<List<?>> steps) {
    Op op = new Op(events, events++, worker.process, type, "txn", null, steps, Map.of());
    history
        .add(op)
        .ifPresent(objection -> {
          throw new IllegalStateException(objection);
        });
  }
}
