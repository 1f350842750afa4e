package minos.check.calls;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import minos.history.Columns;
import minos.history.Numbering;
import minos.history.Values;
import minos.model.OneValue;
import minos.model.OneValue.Deed;

/**
 * What calls on an object of one value find and leave. Values have numbers of their own here, from
 * 0.
 *
 * @param found what each call must find, or {@link ValueSteps#ANY}
 * @param left what each call leaves, or {@link ValueSteps#ANY}
 * @param valueOf for each value, its number in the columns; {@link Values#NONE} if it is not there
 * @param initial the value that is there at first
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the checkers, never compared
public record ValueCalls(
    Calls calls, int[] found, int[] left, int[] valueOf, int initial, String initialName) {

  /** Empty if some call says more than what it finds and leaves, or is none of the model's. */
  static Optional<ValueCalls> of(OneValue model, List<Optional<Deed>> deeds, Calls calls) {
    Columns columns = calls.columns();
    Values values = columns.values();
    Numbering numbers = new Numbering();
    int[] found = new int[calls.size()];
    int[] left = new int[calls.size()];
    Arrays.fill(found, ValueSteps.ANY);
    Arrays.fill(left, ValueSteps.ANY);
    int initial = numbers.of(values.find(model.initial().orElse(null)));
    for (int call = 0; call < found.length; call++) {
      int op = calls.op()[call];
      int argument = columns.argument(op);
      Optional<Deed> deed = deeds.get(columns.f(op));
      if (deed.isEmpty()) {
        return Optional.empty();
      }
      switch (deed.get()) {
        case READ -> {
          int result = columns.result(op);
          boolean says = result != Values.NIL || model.nilIsFound();
          found[call] = says ? numbers.of(result) : ValueSteps.ANY;
        }
        case WRITE -> left[call] = numbers.of(argument);
        case DELETE -> left[call] = numbers.of(Values.NIL);
        case SWAP -> {
          if (values.first(argument) == Values.NONE) {
            return Optional.empty();
          }
          found[call] = numbers.of(values.first(argument));
          left[call] = numbers.of(values.second(argument));
        }
        case APPEND -> {
          return Optional.empty();
        }
      }
    }
    int[] valueOf = new int[numbers.size()];
    Arrays.setAll(valueOf, number -> (int) numbers.key(number));
    return Optional.of(
        new ValueCalls(calls, found, left, valueOf, initial, model.describe(model.initial())));
  }

  public int values() {
    return valueOf.length;
  }

  /** Whether some call that is known to have happened found anything. */
  public boolean observes() {
    for (int call = 0; call < found.length; call++) {
      if (found[call] != ValueSteps.ANY && !calls.isCrashed(call)) {
        return true;
      }
    }
    return false;
  }

  String name(int value) {
    return value == initial
        ? initialName
        : String.valueOf(
            Optional.ofNullable(calls.columns().values().get(valueOf[value])).orElse("nil"));
  }

  /** The same for the search. */
  public Layout.Judged judged() {
    Numbering kinds = new Numbering();
    int[] kind = new int[calls.size()];
    for (int call = 0; call < kind.length; call++) {
      kind[call] = kinds.of((found[call] + 1L) << 32 | (left[call] + 1));
    }
    int[] foundOf = new int[kinds.size()];
    int[] leftOf = new int[kinds.size()];
    for (int number = 0; number < foundOf.length; number++) {
      foundOf[number] = (int) (kinds.key(number) >>> 32) - 1;
      leftOf[number] = (int) kinds.key(number) - 1;
    }
    ValueSteps steps = new ValueSteps(foundOf, leftOf, values(), this::name, initial);
    return new Layout.Judged(calls.withKinds(kind, kinds.size()), steps);
  }
}
