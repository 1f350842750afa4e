package minos.check.hard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import minos.history.Columns;
import minos.history.ColumnsBuilder;
import minos.history.Op;
import org.jspecify.annotations.Nullable;

/**
 * Simulates processes that work on objects each of which does one thing at a time: an operation is
 * invoked, takes effect somewhat later, and returns later still. Some take ten times as long; some
 * end with an unknown outcome, and of these every other one takes effect, perhaps long after. So
 * the history is linearizable; with a lie, it certainly is not.
 */
public final class HardHistory {
  private static final double THINK = 0.2;
  private static final double HALF = 0.5;
  private static final double SLOW_PART = 0.02;
  private static final double SLOW = 10;
  private static final double TIMEOUT = 5;
  private static final int[] LATE = {1, 1, 3, 10, 30};
  private static final int PARTS = 10;
  private static final double NANOS = 1e6;
  private static final int ELEMENT_OPERATIONS = 50;

  private final Shape shape;
  private final Consumer<Op> sink;

  /** The first operation that may lie. */
  private final long liesFrom;

  private final SplittableRandom random;
  private final List<AtomicObject> objects = new ArrayList<>();
  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private final int[] ids;
  private long sequence;
  private long events;
  private long lastTime;
  private int begun;
  private boolean lied;

  /** What happens next to an attempt on an object, or to a worker that has none. */
  private enum Stage {
    BEGIN,
    APPLY,
    END
  }

  private record Due(double time, long sequence, Stage stage, Attempt attempt, int object)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Double.compare(time, other.time);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private HardHistory(Shape shape, Consumer<Op> sink, long liesFrom) {
    this.shape = shape;
    this.sink = sink;
    this.liesFrom = liesFrom;
    random = new SplittableRandom(shape.seed());
    ids = new int[shape.processes()];
    for (int key = 0; key < shape.keys(); key++) {
      objects.add(object());
    }
  }

  /** The same shape gives the same history. */
  public static Columns of(Shape shape) {
    ColumnsBuilder columns = new ColumnsBuilder();
    record(
        shape,
        op ->
            columns
                .add(op)
                .ifPresent(wrong -> {
                  throw new IllegalStateException(wrong);
                }));
    return columns.columns();
  }

  /** Event by event, so that none need be kept. */
  public static void record(Shape shape, Consumer<Op> sink) {
    new HardHistory(shape, sink, shape.lie() ? liesFrom(shape) : Long.MAX_VALUE).run();
  }

  /** In the last tenth if some operation there can lie; else in one before it. */
  private static long liesFrom(Shape shape) {
    for (int part = PARTS - 1; part >= 0; part--) {
      long from = (long) shape.operations() * part / PARTS;
      HardHistory trial = new HardHistory(shape, op -> {}, from);
      trial.run();
      if (trial.lied) {
        return from;
      }
    }
    throw new IllegalArgumentException("no operation of " + shape + " can be made a certain lie");
  }

  private AtomicObject object() {
    AtomicLong unique = new AtomicLong();
    LongSupplier values =
        shape.values() == 0 ? unique::incrementAndGet : () -> random.nextInt(shape.values());
    return switch (shape.kind()) {
      case REGISTER -> new AtomicRegister(random, values);
      case QUEUE -> queue(values, false);
      case LONG_QUEUE -> queue(values, true);
      case SET ->
          new AtomicSet(
              random, Math.max(4, shape.operations() / shape.keys() / ELEMENT_OPERATIONS));
      case GROWING_SET -> new AtomicGrowingSet(random, values, shape.operations() / shape.keys());
    };
  }

  private AtomicObject queue(LongSupplier values, boolean keptLong) {
    return new AtomicQueue(random, values, keptLong, shape.values() == 0, shape.processes());
  }

  private void run() {
    for (int worker = 0; worker < shape.processes(); worker++) {
      ids[worker] = worker;
      schedule(exponential(HALF), Stage.BEGIN, idle(worker), 0);
    }
    for (Due due = agenda.poll(); due != null; due = agenda.poll()) {
      switch (due.stage()) {
        case BEGIN -> begin(due);
        case APPLY -> objects.get(due.object()).apply(due.attempt());
        case END -> end(due);
      }
    }
  }

  private static Attempt idle(int worker) {
    return new Attempt(worker, worker, false, 0);
  }

  private void begin(Due due) {
    if (begun == shape.operations()) {
      return;
    }
    begun++;
    int worker = due.attempt().worker;
    int object = random.nextInt(shape.keys());
    boolean crashes = shape.crashRate() > 0 && random.nextDouble() < shape.crashRate();
    Attempt attempt = new Attempt(worker, ids[worker], crashes, events);
    objects.get(object).begin(attempt);
    record(due.time(), attempt, object, Op.Type.INVOKE, attempt.argument);
    double slow = random.nextDouble() < SLOW_PART ? SLOW : 1;
    double until = exponential(HALF) * slow;
    double since = exponential(HALF) * slow;
    if (!crashes) {
      schedule(due.time() + until, Stage.APPLY, attempt, object);
      schedule(due.time() + until + since, Stage.END, attempt, object);
      return;
    }
    if (random.nextBoolean()) {
      double late = until * LATE[random.nextInt(LATE.length)];
      schedule(due.time() + late, Stage.APPLY, attempt, object);
    }
    schedule(due.time() + TIMEOUT + since, Stage.END, attempt, object);
  }

  private void end(Due due) {
    Attempt attempt = due.attempt();
    AtomicObject object = objects.get(due.object());
    if (attempt.crashes) {
      ids[attempt.worker] += shape.processes();
      record(due.time(), attempt, due.object(), Op.Type.INFO, attempt.argument);
    } else {
      if (!lied && begun >= liesFrom) {
        lied = object.lie(attempt);
      }
      object.end(attempt, events);
      Op.Type type = attempt.failed ? Op.Type.FAIL : Op.Type.OK;
      record(due.time(), attempt, due.object(), type, attempt.result);
    }
    schedule(due.time() + exponential(THINK), Stage.BEGIN, idle(attempt.worker), 0);
  }

  private void record(
      double time, Attempt attempt, int object, Op.Type type, @Nullable Object value) {
    lastTime = Math.max(lastTime + 1, (long) (time * NANOS));
    Long key = (long) object;
    sink.accept(new Op(events++, lastTime, attempt.process, type, attempt.f, key, value, Map.of()));
  }

  private void schedule(double time, Stage stage, Attempt attempt, int object) {
    agenda.add(new Due(time, sequence++, stage, attempt, object));
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }
}
