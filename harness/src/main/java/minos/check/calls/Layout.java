package minos.check.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import minos.history.Columns;
import minos.history.Numbering;
import minos.model.Call;
import minos.model.Model;
import minos.model.OneValue;
import minos.model.OneValue.Deed;

/** Cuts columns into the calls on each object. Many threads may use one, for different objects. */
public final class Layout {
  private final Model<?> model;
  private final Columns columns;
  private final Columns.ByKey byKey;

  /** For each operation of columns; objects share none. */
  private final int[] callOf;

  /** For each name; empty where the model is not of one value or has none such. */
  private final List<Optional<Deed>> deeds;

  public Layout(Model<?> model, Columns columns) {
    this.model = model;
    this.columns = columns;
    byKey = columns.byKey();
    callOf = new int[columns.size()];
    deeds = new ArrayList<>();
    for (int f = 0; f < columns.fs(); f++) {
      deeds.add(model instanceof OneValue one ? one.deed(columns.fAt(f)) : Optional.empty());
    }
  }

  public Columns columns() {
    return columns;
  }

  public Model<?> model() {
    return model;
  }

  /** How many beginnings and ends the object has seen. */
  public int events(int key) {
    return byKey.starts()[key + 1] - byKey.starts()[key];
  }

  /** All operations on the object, those too that assert nothing. */
  public IntStream operations(int key) {
    return Arrays.stream(byKey.events(), byKey.starts()[key], byKey.starts()[key + 1])
        .filter(event -> (event & 1) == 0)
        .map(event -> event >> 1);
  }

  /** The calls on an object of one value; empty if it is none, or its calls say more than that. */
  public Optional<ValueCalls> values(int key) {
    return model instanceof OneValue one
        ? ValueCalls.of(one, deeds, calls(key, op -> isCrashedRead(op)))
        : Optional.empty();
  }

  /** The calls on any object, but those of unknown outcome that are named so, and only read. */
  public Calls without(int key, String read) {
    return calls(key, op -> !columns.isOk(op) && columns.fAt(columns.f(op)).equals(read));
  }

  private boolean isCrashedRead(int op) {
    Optional<Deed> deed = deeds.get(columns.f(op));
    return !columns.isOk(op) && deed.isPresent() && deed.get() == Deed.READ;
  }

  /**
   * The calls on any object, with their kinds.
   *
   * @throws IllegalArgumentException if the model does not know one; names it
   */
  public Judged judged(int key) {
    Kinds kinds = new Kinds();
    Calls calls = kinds.numbered(calls(key, kinds::assertsNothing));
    return new Judged(calls, Steps.of(model, kinds.kinds));
  }

  /**
   * The same of an object that has a history already.
   *
   * @param same the model
   * @param starts states that it may be in
   */
  public <S> Resumed<S> resumed(Model<S> same, int key, List<S> starts) {
    Kinds kinds = new Kinds();
    Calls calls = kinds.numbered(calls(key, kinds::assertsNothing));
    return Steps.resumed(same, kinds.kinds, calls, starts);
  }

  private Calls calls(int key, IntPredicate assertsNothing) {
    int from = byKey.starts()[key];
    int to = byKey.starts()[key + 1];
    int[] op = new int[(to - from + 1)];
    int[] events = new int[to - from];
    int size = 0;
    int ranks = 0;
    for (int at = from; at < to; at++) {
      int event = byKey.events()[at];
      int operation = event >> 1;
      if ((event & 1) == 0) {
        boolean dropped = columns.isFailed(operation) || assertsNothing.test(operation);
        callOf[operation] = dropped ? -1 : size;
        if (!dropped) {
          events[ranks++] = 2 * size;
          op[size++] = operation;
        }
      } else if (callOf[operation] >= 0 && columns.isOk(operation)) {
        events[ranks++] = 2 * callOf[operation] + 1;
      }
    }
    return ranked(Arrays.copyOf(op, size), Arrays.copyOf(events, ranks));
  }

  private Calls ranked(int[] op, int[] events) {
    int[] invoked = new int[op.length];
    int[] returned = new int[op.length];
    Arrays.fill(returned, Calls.NEVER);
    for (int rank = 0; rank < events.length; rank++) {
      int call = events[rank] >> 1;
      if ((events[rank] & 1) == 0) {
        invoked[call] = rank;
      } else {
        returned[call] = rank;
      }
    }
    return new Calls(columns, op, new int[0], 0, invoked, returned, events);
  }

  /**
   * Calls with their kinds, and what these do.
   *
   * @param calls with kinds
   */
  public record Judged(Calls calls, Steps steps) {}

  /** Numbers kinds of calls as they come, and asks the model about each once. */
  private final class Kinds {
    private final Numbering values = new Numbering();
    private final Numbering numbers = new Numbering();
    private final List<Call> kinds = new ArrayList<>();
    private final List<Boolean> assertsNothing = new ArrayList<>();

    /** Asks the model whether it knows the operation at all. */
    boolean assertsNothing(int op) {
      int kind = number(op);
      if (kind == kinds.size()) {
        Call call = call(op);
        try {
          kinds.add(call);
          assertsNothing.add(changesNothing(model, call) && !call.known());
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              "at index %d, %s"
                  .formatted(columns.operation(op).invocation().index(), e.getMessage()),
              e);
        }
      }
      return assertsNothing.get(kind);
    }

    private int number(int op) {
      boolean known = columns.isOk(op);
      long result = known ? columns.result(op) : 0;
      int value = values.of((long) columns.argument(op) << 32 | result);
      return numbers.of((long) value << 32 | 2L * columns.f(op) | (known ? 1 : 0));
    }

    private Call call(int op) {
      Object argument = columns.values().get(columns.argument(op));
      return columns.isOk(op)
          ? new Call(
              columns.fAt(columns.f(op)), argument, true, columns.values().get(columns.result(op)))
          : new Call(columns.fAt(columns.f(op)), argument, false, null);
    }

    private static <S> boolean changesNothing(Model<S> model, Call call) {
      var unused = model.step(model.initial(), call);
      return model.onlyReads(call);
    }

    Calls numbered(Calls calls) {
      int[] kind = new int[calls.size()];
      for (int call = 0; call < kind.length; call++) {
        kind[call] = number(calls.op()[call]);
      }
      return calls.withKinds(kind, kinds.size());
    }
  }
}
