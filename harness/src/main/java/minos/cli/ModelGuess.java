package minos.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.Columns;
import minos.history.Values;
import minos.model.Call;
import minos.model.KeyValue;
import minos.model.Model;
import minos.model.Models;

/** Which model a history may have been made for, by the operations in it. */
final class ModelGuess {
  /** Of each operation and outcome so many are looked at: the first. */
  private static final int SAMPLE = 500;

  private static final String KEY_VALUE = new KeyValue().name();
  private static final Set<String> READS = Set.of("get", "read");

  private ModelGuess() {}

  /** The first and simplest model that knows every operation; empty if none does. */
  static Optional<Model<?>> of(Columns columns) {
    List<Call> calls = sample(columns);
    return Models.all().stream().filter(model -> knowsAll(model, calls)).findFirst();
  }

  /** Whether all are transactions that append, which no model of one object knows. */
  static boolean areTransactions(Columns columns) {
    return columns.fs() == 1 && columns.fAt(0).equals("txn") && of(columns).isEmpty();
  }

  /**
   * Whether keys hold the empty text before anything is written, as in porcupine's key-value
   * histories: some get found one that nobody put there, and none found nil.
   *
   * @param model the guess
   */
  static boolean beginsWithEmptyText(String model, Columns columns) {
    int empty = columns.values().find("");
    boolean found = false;
    for (int operation = 0; operation < columns.size(); operation++) {
      boolean reads = READS.contains(columns.fAt(columns.f(operation)));
      int value = reads ? columns.result(operation) : columns.argument(operation);
      boolean counts = !reads || columns.isOk(operation);
      if (counts && (reads ? value == Values.NIL : value == empty)) {
        return false;
      }
      found |= counts && reads && value == empty;
    }
    return found && model.equals(KEY_VALUE);
  }

  private static List<Call> sample(Columns columns) {
    int[] looked = new int[2 * columns.fs()];
    List<Call> calls = new ArrayList<>();
    for (int operation = 0; operation < columns.size(); operation++) {
      boolean ok = columns.isOk(operation);
      if (looked[2 * columns.f(operation) + (ok ? 1 : 0)]++ < SAMPLE) {
        Object argument = columns.values().get(columns.argument(operation));
        Object result = ok ? columns.values().get(columns.result(operation)) : null;
        calls.add(new Call(columns.fAt(columns.f(operation)), argument, ok, result));
      }
    }
    return calls;
  }

  private static boolean knowsAll(Model<?> model, List<Call> calls) {
    return calls.stream().allMatch(call -> knows(model, call));
  }

  private static <S> boolean knows(Model<S> model, Call call) {
    try {
      model.step(model.initial(), call);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
