package minos.check.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import minos.check.calls.Calls;
import minos.check.proof.Certificate;
import minos.history.Columns;
import minos.history.Numbering;
import minos.history.Operation;
import minos.history.Values;

/**
 * What calls put into an object that grows, and what those found that read the whole of it.
 *
 * @param element what each call put in; {@link #NONE} for a read
 * @param read what each call that is known to have read found, in its order; nothing for others
 * @param reads those calls
 * @param adders for each element, the calls that put it in, in order of invocation
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the checkers, never compared
record Readings(Calls calls, int[] element, int[][] read, int[] reads, int[][] adders) {
  static final int NONE = -1;
  private static final int[] NOTHING = {};

  /** Empty if some call is of another kind, or reads what is no list of different elements. */
  static Optional<Readings> of(Calls calls, String add) {
    Columns columns = calls.columns();
    Numbering numbers = new Numbering();
    int[] element = new int[calls.size()];
    int[][] read = new int[calls.size()][];
    int[] reads = new int[calls.size()];
    int count = 0;
    for (int call = 0; call < element.length; call++) {
      int op = calls.op()[call];
      String f = columns.fAt(columns.f(op));
      element[call] = NONE;
      read[call] = NOTHING;
      if (f.equals(add) && columns.argument(op) != Values.NIL) {
        element[call] = numbers.of(columns.argument(op));
      } else if (!f.equals("read")) {
        return Optional.empty();
      } else if (!calls.isCrashed(call) && columns.result(op) != Values.NIL) {
        if (!(columns.values().get(columns.result(op)) instanceof List<?> list)
            || new HashSet<>(list).size() < list.size()) {
          return Optional.empty();
        }
        read[call] = numbers(columns.values(), list, numbers);
        reads[count++] = call;
      }
    }
    int[][] adders = adders(element, numbers.size());
    return Optional.of(new Readings(calls, element, read, Arrays.copyOf(reads, count), adders));
  }

  private static int[] numbers(Values values, List<?> list, Numbering numbers) {
    int[] found = new int[list.size()];
    for (int i = 0; i < found.length; i++) {
      int value = values.find(list.get(i));
      // what nobody ever named has no number: it is told apart from all that have one
      found[i] = numbers.of(value == Values.NONE ? -1L - i : value);
    }
    return found;
  }

  private static int[][] adders(int[] element, int elements) {
    int[] count = new int[elements];
    Arrays.stream(element).filter(is -> is != NONE).forEach(is -> count[is]++);
    int[][] adders = new int[elements][];
    for (int is = 0; is < elements; is++) {
      adders[is] = count[is] == 0 ? NOTHING : new int[count[is]];
    }
    for (int call = element.length - 1; call >= 0; call--) {
      if (element[call] != NONE) {
        adders[element[call]][--count[element[call]]] = call;
      }
    }
    return adders;
  }

  /** Reads that have returned by an event, the shortest first. */
  List<Integer> shortestFirst(int limit) {
    List<Integer> sorted = new ArrayList<>();
    for (int call : reads) {
      if (calls.returned()[call] <= limit) {
        sorted.add(call);
      }
    }
    sorted.sort((one, other) -> Integer.compare(read[one].length, read[other].length));
    return sorted;
  }

  /** An element of the read that nobody had begun to put in by the event; {@link #NONE}. */
  int unfounded(int call, int limit) {
    for (int is : read[call]) {
      if (adders[is].length == 0 || calls.invoked()[adders[is][0]] > limit) {
        return is;
      }
    }
    return NONE;
  }

  private BitSet elements(int call) {
    BitSet elements = new BitSet();
    for (int is : read[call]) {
      elements.set(is);
    }
    return elements;
  }

  /** An element of one read that is not in another one; {@link #NONE}. */
  private int missing(int one, int other) {
    BitSet difference = elements(one);
    difference.andNot(elements(other));
    return difference.nextSetBit(0);
  }

  /** Reads that have returned by an event and say nothing. */
  int[] silentReads(int last) {
    BitSet silent = new BitSet();
    for (int call = 0; call < element.length; call++) {
      silent.set(call, element[call] == NONE && calls.returned()[call] <= last);
    }
    for (int call : reads) {
      silent.clear(call);
    }
    return silent.stream().toArray();
  }

  /** A read found what nobody had begun to put in by the event. */
  Special.Clash unfoundedClash(int call, int limit) {
    int[] putters = adders[unfounded(call, limit)];
    int late = putters.length == 0 ? Special.NOBODY : putters[0];
    int place = placeOf(call, unfounded(call, limit));
    Object value =
        calls.columns().values().get(calls.columns().result(calls.op()[call]))
                instanceof List<?> found
            ? found.get(place)
            : null;
    return Special.Clash.of(
        new Certificate.Unfounded(
            calls.source(call),
            value,
            late == Special.NOBODY ? List.of() : List.of(calls.source(late))),
        call,
        late);
  }

  private int placeOf(int call, int is) {
    int place = 0;
    while (read[call][place] != is) {
      place++;
    }
    return place;
  }

  /** Neither of two reads can have been first. */
  Special.Clash apart(int one, int other) {
    BitSet core = new BitSet();
    core.set(one);
    core.set(other);
    int[] only = {missing(one, other), missing(other, one)};
    List<Operation> puts = new ArrayList<>();
    for (int is : only) {
      if (is != NONE) {
        core.set(adders[is][0]);
        puts.add(calls.source(adders[is][0]));
      }
    }
    return new Special.Clash(
        core, new Certificate.Apart(calls.source(one), calls.source(other), puts));
  }

  /**
   * Two calls that happened the other way round than reads show that they did.
   *
   * @param witness a read that shows it, of two that add
   */
  Special.Clash clash(Sequence.Swapped swapped, int witness) {
    int early = swapped.early();
    int late = swapped.late();
    Operation first = calls.source(late);
    Operation second = calls.source(early);
    if (element[early] == NONE) {
      return Special.Clash.of(
          element[late] == NONE
              ? new Certificate.Shrunk(first, second)
              : new Certificate.Lost(first, second),
          early,
          late);
    }
    if (element[late] == NONE) {
      BitSet core = new BitSet();
      core.set(late);
      for (int adder : adders[element[early]]) {
        core.set(adder);
      }
      return new Special.Clash(
          core, new Certificate.Unfounded(first, second.invocation().value(), List.of(second)));
    }
    return Special.Clash.of(
        new Certificate.Misordered(first, second, calls.source(witness)), early, late, witness);
  }
}
