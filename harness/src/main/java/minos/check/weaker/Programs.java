package minos.check.weaker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.history.Columns;
import minos.model.Call;
import minos.model.Model;

/**
 * What each process did, in its order, without what asserts nothing: failed operations, and reads
 * of unknown outcome.
 */
final class Programs<S> {
  private final Model<S> model;
  private final Columns columns;
  private final Call[] calls;
  private final boolean[] onlyReads;
  private final List<int[]> programs = new ArrayList<>();
  private int size;

  /**
   * @throws IllegalArgumentException if the model does not know an operation; names it
   */
  Programs(Model<S> model, Columns columns) {
    this.model = model;
    this.columns = columns;
    calls = new Call[columns.size()];
    onlyReads = new boolean[columns.size()];
    Map<Integer, List<Integer>> byProcess = new LinkedHashMap<>();
    for (int operation = 0; operation < columns.size(); operation++) {
      if (columns.isFailed(operation)) {
        continue;
      }
      ask(operation);
      if (isOk(operation) || !onlyReads[operation]) {
        byProcess
            .computeIfAbsent(columns.process(operation), none -> new ArrayList<>())
            .add(operation);
        size++;
      }
    }
    byProcess
        .values()
        .forEach(program -> programs.add(program.stream().mapToInt(Integer::intValue).toArray()));
  }

  private void ask(int operation) {
    boolean ok = columns.isOk(operation);
    Object argument = columns.values().get(columns.argument(operation));
    Object result = ok ? columns.values().get(columns.result(operation)) : null;
    Call call = new Call(columns.fAt(columns.f(operation)), argument, ok, result);
    try {
      var unused = model.step(model.initial(), call);
      onlyReads[operation] = model.onlyReads(call);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "at index %d, %s"
              .formatted(columns.operation(operation).invocation().index(), e.getMessage()),
          e);
    }
    calls[operation] = call;
  }

  Model<S> model() {
    return model;
  }

  /** How many operations there are. */
  int size() {
    return size;
  }

  /** One for each process: its operations. */
  List<int[]> all() {
    return programs;
  }

  int objects() {
    return columns.keys();
  }

  int object(int operation) {
    return columns.key(operation);
  }

  Call call(int operation) {
    return calls[operation];
  }

  boolean isOk(int operation) {
    return columns.isOk(operation);
  }

  boolean onlyReads(int operation) {
    return onlyReads[operation];
  }

  /** Its place in real time, which is only a guess at a good order. */
  int ended(int operation) {
    return isOk(operation) ? columns.completed(operation) : Integer.MAX_VALUE;
  }
}
