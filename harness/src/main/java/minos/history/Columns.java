package minos.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A whole history in columns: what clients did, as arrays of numbers instead of objects, so that
 * ten million operations fit in memory. Well formed as {@link History} is. What the nemesis did is
 * no operation; {@link #forEachOp} tells of it, too.
 *
 * <p>Operations are numbered from 0 in order of invocation, and so are events (beginnings and ends)
 * in the order in which they stand. Values have the numbers that {@link #values()} gives them;
 * objects (keys) and names of operations have numbers of their own, in the order in which they
 * first come.
 */
public final class Columns {
  /** How an operation ended. */
  public static final byte OK = 0;

  public static final byte FAIL = 1;
  public static final byte INFO = 2;

  /** The history ends before it. */
  public static final byte OPEN = 3;

  /** The event of an end that is not there. */
  public static final int NEVER = -1;

  private final ColumnsBuilder from;

  /** As {@link #event} has them. */
  private final int[] events;

  Columns(ColumnsBuilder from) {
    this(from, from.events);
  }

  private Columns(ColumnsBuilder from, int[] events) {
    this.from = from;
    this.events = events;
  }

  /** The same history in columns. */
  public static Columns of(History history) {
    ColumnsBuilder builder = new ColumnsBuilder();
    for (Op op : history.ops()) {
      builder.add(op);
    }
    return builder.columns();
  }

  /** How many operations there are. */
  public int size() {
    return from.size;
  }

  /** Whether nothing happened at all, not even by the nemesis. */
  public boolean isEmpty() {
    return from.isEmpty();
  }

  /** How many beginnings and ends there are. */
  public int events() {
    return from.eventCount;
  }

  /** Twice the operation, plus one if the event is its end. */
  public int event(int event) {
    return events[event];
  }

  public Values values() {
    return from.values;
  }

  /** How many objects there are. */
  public int keys() {
    return from.keys.size();
  }

  public int key(int operation) {
    return from.key[operation];
  }

  /** The key of an object; null where there is one object without a key. */
  public @Nullable Object keyAt(int key) {
    return from.values.get((int) from.keys.key(key));
  }

  /** Whether there are no keys, but all values look like {@code [key, value]}. */
  public boolean looksLikeTuples() {
    return from.looksLikeTuples();
  }

  /** How many names of operations there are. */
  public int fs() {
    return from.fs.size();
  }

  public int f(int operation) {
    return from.f[operation];
  }

  /** The name of operations: read, write. */
  public String fAt(int f) {
    return String.valueOf(from.values.get((int) from.fs.key(f)));
  }

  public int process(int operation) {
    return (int) from.processes.key(from.process[operation]);
  }

  public byte outcome(int operation) {
    return from.outcome[operation];
  }

  public boolean isOk(int operation) {
    return from.outcome[operation] == OK;
  }

  public boolean isFailed(int operation) {
    return from.outcome[operation] == FAIL;
  }

  public int argument(int operation) {
    return from.argument[operation];
  }

  /** What it was completed with; nil while it is open. */
  public int result(int operation) {
    return from.result[operation];
  }

  public int invoked(int operation) {
    return from.invoked[operation];
  }

  /** Ok, fail or info; {@link #NEVER} if the history ends before it. */
  public int completed(int operation) {
    return from.completed[operation];
  }

  /** How many operations ended so. */
  public long count(byte outcome) {
    long count = 0;
    for (int operation = 0; operation < from.size; operation++) {
      count += from.outcome[operation] == outcome ? 1 : 0;
    }
    return count;
  }

  /** The operation as it was recorded. */
  public Operation operation(int operation) {
    Op invocation = op(operation, invoked(operation), Op.Type.INVOKE, argument(operation));
    if (completed(operation) == NEVER) {
      return new Operation(invocation, Optional.empty());
    }
    Op.Type type =
        switch (outcome(operation)) {
          case OK -> Op.Type.OK;
          case FAIL -> Op.Type.FAIL;
          default -> Op.Type.INFO;
        };
    return new Operation(
        invocation, Optional.of(op(operation, completed(operation), type, result(operation))));
  }

  /** Every op, also those of the nemesis, in the order of the history. */
  public <E extends Exception> void forEachOp(Taker<E> taker) throws E {
    int done = 0;
    for (int event = 0; event < events(); event++) {
      for (; done < from.nemesis.size(); done++) {
        Op op = from.nemesis.get(done);
        if (op.index() > from.index(event)) {
          break;
        }
        taker.take(op);
      }
      int operation = event(event) >> 1;
      Operation both = operation(operation);
      taker.take((event(event) & 1) == 0 ? both.invocation() : both.completion().orElseThrow());
    }
    for (Op op : from.nemesis.subList(done, from.nemesis.size())) {
      taker.take(op);
    }
  }

  /** Takes op after op. */
  public interface Taker<E extends Exception> {
    void take(Op op) throws E;
  }

  /** The same as ops, all in memory. */
  public History history() {
    List<Op> ops = new ArrayList<>(events() + from.nemesis.size());
    this.<RuntimeException>forEachOp(ops::add);
    return new History(ops);
  }

  private Op op(int operation, int event, Op.Type type, int value) {
    return new Op(
        from.index(event),
        from.times[event],
        process(operation),
        type,
        fAt(f(operation)),
        keyAt(key(operation)),
        from.values.get(value),
        extra(event));
  }

  @SuppressWarnings("unchecked") // only maps of fields are given to it
  private Map<String, Object> extra(int event) {
    return from.values.get(from.extra(event)) instanceof Map<?, ?> fields
        ? (Map<String, Object>) fields
        : Map.of();
  }

  /** When an event happened, in nanoseconds since the run began. */
  public long time(int event) {
    return from.times[event];
  }

  /**
   * The same operations as if some had begun earlier: in that order {@link #event} and {@link
   * #byKey} have them. All else still tells of them as they were recorded.
   *
   * @param moved whether an operation begins earlier
   */
  public Columns withEarlierBegins(IntPredicate moved, long nanos) {
    boolean[] early = new boolean[events()];
    int[] earlier = new int[events()];
    int moving = 0;
    for (int event = 0; event < early.length; event++) {
      early[event] = (events[event] & 1) == 0 && moved.test(events[event] >> 1);
      if (early[event]) {
        earlier[moving++] = event;
      }
    }
    int[] order = new int[early.length];
    int next = 0;
    int placed = 0;
    for (int event = 0; event < early.length; event++) {
      while (next < moving && from.times[earlier[next]] - nanos <= from.times[event]) {
        order[placed++] = events[earlier[next++]];
      }
      if (!early[event]) {
        order[placed++] = events[event];
      }
    }
    while (next < moving) {
      order[placed++] = events[earlier[next++]];
    }
    return new Columns(from, order);
  }

  /**
   * The events of each object, one object after another, each in real time.
   *
   * @param starts where those of each object begin; one more than there are objects
   */
  @SuppressWarnings("ArrayRecordComponent") // columns, never compared
  public record ByKey(int[] starts, int[] events) {}

  public ByKey byKey() {
    if (keys() <= 1) {
      return new ByKey(new int[] {0, events()}, events);
    }
    int[] starts = new int[keys() + 1];
    for (int event = 0; event < events(); event++) {
      starts[from.key[events[event] >> 1] + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] ends = starts.clone();
    int[] sorted = new int[events()];
    for (int event = 0; event < events(); event++) {
      sorted[ends[from.key[events[event] >> 1]]++] = events[event];
    }
    return new ByKey(starts, sorted);
  }
}
