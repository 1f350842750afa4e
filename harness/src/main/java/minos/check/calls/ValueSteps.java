package minos.check.calls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import minos.model.Call;
import minos.model.Model;

/**
 * A model of one value: a call finds a value, or leaves one, or both. The states are the values.
 */
public final class ValueSteps implements Steps {
  /** Of a call that finds, or leaves, no value in particular. */
  public static final int ANY = -1;

  private final int[] found;
  private final int[] left;
  private final int values;
  private final IntFunction<String> names;
  private final int initial;

  /**
   * @param found for each kind of call, the value or {@link #ANY}
   * @param left likewise
   * @param values how many there are
   * @param names of values
   */
  public ValueSteps(int[] found, int[] left, int values, IntFunction<String> names, int initial) {
    this.found = found;
    this.left = left;
    this.values = values;
    this.names = names;
    this.initial = initial;
  }

  /** Asks a model what each kind of call finds and leaves: it must be able to say so. */
  static <S> ValueSteps of(Model<S> model, List<Call> kinds) {
    return new ValueStarts<>(model, kinds, List.of(model.initial())).steps();
  }

  /** The same of an object that has another value at first. */
  public ValueSteps from(int value) {
    return new ValueSteps(found, left, values, names, value);
  }

  /** How many values there are; each is a state. */
  public int values() {
    return values;
  }

  /** What a call of the kind must find, or {@link #ANY}. */
  public int found(int kind) {
    return found[kind];
  }

  /** What a call of the kind leaves; {@link #ANY} if it changes nothing. */
  public int left(int kind) {
    return left[kind];
  }

  @Override
  public int initial() {
    return initial;
  }

  @Override
  public int step(int state, int kind) {
    if (found[kind] != ANY && found[kind] != state) {
      return ILLEGAL;
    }
    return left[kind] == ANY ? state : left[kind];
  }

  @Override
  public boolean onlyReads(int kind) {
    return left[kind] == ANY;
  }

  @Override
  public boolean observes(int kind) {
    return found[kind] != ANY;
  }

  @Override
  public String describe(int state) {
    return names.apply(state);
  }

  /** None: states are numbers. */
  @Override
  public long bytes() {
    return 0;
  }

  /** For each value, the calls that leave it. */
  public int[][] leavers(Calls calls) {
    int[] count = new int[values()];
    for (int kind : calls.kind()) {
      if (left[kind] != ANY) {
        count[left[kind]]++;
      }
    }
    int[][] leavers = new int[count.length][];
    for (int value = 0; value < count.length; value++) {
      leavers[value] = new int[count[value]];
    }
    for (int call = calls.size() - 1; call >= 0; call--) {
      int value = left[calls.kind()[call]];
      if (value != ANY) {
        leavers[value][--count[value]] = call;
      }
    }
    return leavers;
  }

  /**
   * For each value, the rank of the last event at which some call may still need to find it; -1 for
   * never. Calls of unknown outcome count only as far as they help others in turn.
   */
  public int[] lastNeeded(Calls calls) {
    int[] last = new int[values()];
    Arrays.fill(last, -1);
    List<Integer> crashedSwaps = new ArrayList<>();
    for (int call = 0; call < calls.size(); call++) {
      int kind = calls.kind()[call];
      if (found[kind] == ANY) {
        continue;
      }
      if (!calls.isCrashed(call)) {
        last[found[kind]] = Math.max(last[found[kind]], calls.returned()[call]);
      } else if (left[kind] != ANY) {
        crashedSwaps.add(kind);
      }
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int kind : crashedSwaps) {
        if (last[left[kind]] > last[found[kind]]) {
          last[found[kind]] = last[left[kind]];
          changed = true;
        }
      }
    }
    return last;
  }
}
