package minos.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Columns while they grow, event by event; holds the rules of {@link WellFormed}. */
public final class ColumnsBuilder {
  private static final int CAPACITY_MIN = 1024;
  private static final int IDLE = 0;
  private static final int GONE = -1;

  /** What {@link #takeTuplesApart} did, in words. */
  static final String TUPLES_TAKEN_APART =
      "values [key value] were taken apart: one object for each key";

  /** In place of a time. */
  static final long UNTOLD = -1;

  final Values values = new Values();
  Numbering keys = new Numbering();
  final Numbering fs = new Numbering();
  final Numbering processes = new Numbering();
  int size;
  int[] process;
  int[] f;
  int[] key;
  int[] argument;
  int[] result;
  int[] invoked;
  int[] completed;
  byte[] outcome;
  int eventCount;
  int[] events;
  long[] times;

  /** Only once an index is not the number of its event. */
  private long[] indices = {};

  /** Only once an event has further fields. */
  private int[] extras = {};

  /** For each process, one more than the operation it has open; else it is idle, or gone. */
  private int[] open;

  /** What the nemesis did, and its place is said by its index. */
  final List<Op> nemesis = new ArrayList<>();

  private long lastIndex = -1;
  private long lastTime;

  public ColumnsBuilder() {
    this(CAPACITY_MIN);
  }

  /**
   * With room for some operations; it grows where there are more.
   *
   * @param operations at least 2
   */
  public ColumnsBuilder(int operations) {
    process = new int[operations];
    f = new int[operations];
    key = new int[operations];
    argument = new int[operations];
    result = new int[operations];
    invoked = new int[operations];
    completed = new int[operations];
    outcome = new byte[operations];
    events = new int[2 * operations];
    times = new long[2 * operations];
    open = new int[operations];
  }

  public Columns columns() {
    return new Columns(this);
  }

  boolean isEmpty() {
    return lastIndex < 0;
  }

  long index(int event) {
    return indices.length == 0 ? event : indices[event];
  }

  int extra(int event) {
    return event < extras.length ? extras[event] : Values.NIL;
  }

  /** What is wrong with the op; if nothing is, it is kept. */
  public Optional<String> add(Op op) {
    if (op.isByNemesis()) {
      return nemesis(op);
    }
    return add(
        op.index(),
        op.time(),
        op.process(),
        op.type(),
        values.of(op.f()),
        values.of(op.key()),
        values.of(op.value()),
        op.extra().isEmpty() ? Values.NIL : values.of(op.extra()));
  }

  private Optional<String> nemesis(Op op) {
    if (op.index() <= lastIndex || op.time() < lastTime) {
      return Optional.of(objection(op));
    }
    nemesis.add(op);
    lastIndex = op.index();
    lastTime = op.time();
    return Optional.empty();
  }

  /** Of the next op, where none is told. */
  long nextIndex() {
    return lastIndex + 1;
  }

  /**
   * Of the next op: it never goes back, and where none is told they are counted.
   *
   * @param told or {@link #UNTOLD}
   */
  long timeFrom(long told) {
    if (told == UNTOLD) {
      return isEmpty() ? 0 : lastTime + 1;
    }
    return Math.max(told, lastTime);
  }

  /** As {@link #add}, with numbers for the name, the key, the value and the further fields. */
  Optional<String> add(
      long index, long time, int by, Op.Type type, int name, int object, int value, int extra) {
    int number = processes.of(by);
    if (number == open.length) {
      open = Arrays.copyOf(open, 2 * number);
    }
    int now = open[number];
    boolean wellFormed =
        index > lastIndex
            && time >= lastTime
            && (type == Op.Type.INVOKE ? now == IDLE : mayComplete(now, name, object));
    if (!wellFormed) {
      return Optional.of(
          objection(
              new Op(
                  index,
                  time,
                  by,
                  type,
                  String.valueOf(values.get(name)),
                  values.get(object),
                  values.get(value),
                  Map.of())));
    }
    lastIndex = index;
    lastTime = time;
    if (type == Op.Type.INVOKE) {
      invoke(number, name, object, value);
    } else {
      complete(number, now, type, value);
    }
    note(index, time, extra);
    return Optional.empty();
  }

  private boolean mayComplete(int now, int name, int object) {
    return now > IDLE && fs.key(f[now - 1]) == name && keys.key(key[now - 1]) == object;
  }

  private void invoke(int by, int name, int object, int value) {
    if (size == f.length) {
      growOperations();
    }
    process[size] = by;
    f[size] = fs.of(name);
    key[size] = keys.of(object);
    argument[size] = value;
    invoked[size] = eventCount;
    completed[size] = Columns.NEVER;
    outcome[size] = Columns.OPEN;
    append(2 * size);
    open[by] = ++size;
  }

  private void complete(int by, int now, Op.Type type, int value) {
    int operation = now - 1;
    result[operation] = value;
    completed[operation] = eventCount;
    outcome[operation] =
        switch (type) {
          case OK -> Columns.OK;
          case FAIL -> Columns.FAIL;
          case INFO, INVOKE -> Columns.INFO;
        };
    append(2 * operation + 1);
    open[by] = type == Op.Type.INFO ? GONE : IDLE;
  }

  private void append(int event) {
    if (eventCount == events.length) {
      int longer = eventCount + (eventCount >> 1);
      events = Arrays.copyOf(events, longer);
      times = Arrays.copyOf(times, longer);
      indices = indices.length == 0 ? indices : Arrays.copyOf(indices, longer);
      extras = extras.length == 0 ? extras : Arrays.copyOf(extras, longer);
    }
    events[eventCount++] = event;
  }

  /** Of the last event. */
  private void note(long index, long time, int extra) {
    int event = eventCount - 1;
    times[event] = time;
    if (indices.length == 0 && index != event) {
      indices = new long[events.length];
      Arrays.setAll(indices, at -> at);
    }
    if (indices.length > 0) {
      indices[event] = index;
    }
    if (extras.length == 0 && extra != Values.NIL) {
      extras = new int[events.length];
    }
    if (extras.length > 0) {
      extras[event] = extra;
    }
  }

  private void growOperations() {
    int longer = size + (size >> 1);
    process = Arrays.copyOf(process, longer);
    f = Arrays.copyOf(f, longer);
    key = Arrays.copyOf(key, longer);
    argument = Arrays.copyOf(argument, longer);
    result = Arrays.copyOf(result, longer);
    invoked = Arrays.copyOf(invoked, longer);
    completed = Arrays.copyOf(completed, longer);
    outcome = Arrays.copyOf(outcome, longer);
  }

  /**
   * Tells objects apart if every invocation carries its own as {@code [key, value]}, as Jepsen's
   * independent workloads write it.
   *
   * @return whether it was so
   */
  boolean takeTuplesApart() {
    if (!looksLikeTuples()) {
      return false;
    }
    keys = new Numbering();
    for (int operation = 0; operation < size; operation++) {
      int object = values.first(argument[operation]);
      key[operation] = keys.of(object);
      argument[operation] = values.second(argument[operation]);
      if (values.first(result[operation]) == object) {
        result[operation] = values.second(result[operation]);
      }
    }
    return true;
  }

  /** Whether {@link #takeTuplesApart} would do anything. */
  boolean looksLikeTuples() {
    boolean keyed = keys.size() != 1 || keys.key(0) != Values.NIL;
    return !keyed && IntStream.range(0, size).allMatch(this::isTuple);
  }

  /** A cas of {@code [old, new]} is none, nor is a transaction of two. */
  private boolean isTuple(int operation) {
    int object = values.first(argument[operation]);
    if (object == Values.NONE) {
      return false;
    }
    Object name = values.get(object);
    boolean hasKey = name instanceof Long || name instanceof String || name instanceof Boolean;
    boolean hasPair = values.first(values.second(argument[operation])) != Values.NONE;
    return hasKey && (hasPair || !"cas".equals(values.get((int) fs.key(f[operation]))));
  }

  /** The words are those of {@link WellFormed}, which is shown all that bears on the op. */
  private String objection(Op op) {
    WellFormed rules = new WellFormed();
    Columns columns = columns();
    for (int operation = 0; operation < size; operation++) {
      if (processes.key(process[operation]) == op.process() && isStanding(operation)) {
        Operation standing = columns.operation(operation);
        rules.objection(standing.invocation());
        standing.completion().ifPresent(rules::objection);
      }
    }
    if (lastIndex >= 0) {
      rules.objection(
          new Op(lastIndex, lastTime, Op.NEMESIS, Op.Type.INFO, "", null, null, Map.of()));
    }
    return rules
        .objection(op)
        .orElseThrow(() -> new IllegalStateException("nothing is wrong with " + op));
  }

  private boolean isStanding(int operation) {
    return outcome[operation] == Columns.OPEN || outcome[operation] == Columns.INFO;
  }
}
