package minos.check.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.Operation;
import minos.model.Call;
import minos.model.Model;

/**
 * All orders of a few operations that real time allows, tried one after another (Wing and Gong
 * 1993): for those who want to be sure, or to see how far one comes.
 */
final class Orders<S> {
  private static final int DEPTH_MAX = 1_000;
  private static final int PREFIXES_MAX = 3;

  private final Model<S> model;
  private final List<Operation> operations;
  private final List<Call> calls = new ArrayList<>();
  private final long[] ended;
  private final long limit;
  private final Set<Tried<S>> tried = new HashSet<>();
  private final BitSet placed = new BitSet();
  private final List<Operation> order = new ArrayList<>();
  private final List<Prefix> longest = new ArrayList<>();
  private int certain;
  private int mostCertain = -1;

  private record Tried<S>(BitSet placed, S state) {}

  /**
   * A legal beginning of an order.
   *
   * @param states after each of its operations, in words; one more than there are: the first is
   *     before them all
   */
  record Prefix(List<Operation> order, List<String> states) {}

  /**
   * What came of it.
   *
   * @param explained whether one of the orders is legal; empty if there were too many to tell
   * @param configurations how many different ones were looked at: what is placed, and the state
   * @param longest legal beginnings with as many as possible of the operations that are known to
   *     have happened, and different ends
   */
  record Outcome(Optional<Boolean> explained, int configurations, List<Prefix> longest) {}

  private Orders(Model<S> model, List<Operation> operations, long until, long limit) {
    this.model = model;
    this.operations = operations;
    this.limit = limit;
    ended = new long[operations.size()];
    for (int i = 0; i < ended.length; i++) {
      long end = Times.ended(operations.get(i));
      ended[i] = end <= until ? end : Times.NEVER;
      calls.add(Call.of(operations.get(i)));
    }
  }

  /**
   * @param until the index of the last event that is seen: what ends later may or may not have
   *     happened by then
   * @param limit on configurations
   */
  static Outcome of(Model<?> model, List<Operation> operations, long until, long limit) {
    return new Orders<>(model, operations, until, limit).outcome();
  }

  private Outcome outcome() {
    if (operations.size() > DEPTH_MAX) {
      return new Outcome(Optional.empty(), 0, List.of());
    }
    boolean found = goesOn(model.initial());
    boolean known = found || tried.size() < limit;
    return new Outcome(known ? Optional.of(found) : Optional.empty(), tried.size(), longest);
  }

  private boolean goesOn(S state) {
    if (tried.size() >= limit || !tried.add(new Tried<>((BitSet) placed.clone(), state))) {
      return false;
    }
    long firstEnd = Times.NEVER;
    for (int i = placed.nextClearBit(0); i < ended.length; i = placed.nextClearBit(i + 1)) {
      firstEnd = Math.min(firstEnd, ended[i]);
    }
    if (firstEnd == Times.NEVER) {
      return true;
    }
    note();
    for (int i = placed.nextClearBit(0); i < ended.length; i = placed.nextClearBit(i + 1)) {
      if (Times.began(operations.get(i)) < firstEnd) {
        Optional<S> next = model.step(state, calls.get(i));
        if (next.isPresent() && goesOn(i, next.get())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean goesOn(int next, S state) {
    int known = ended[next] == Times.NEVER ? 0 : 1;
    placed.set(next);
    order.add(operations.get(next));
    certain += known;
    boolean found = goesOn(state);
    certain -= known;
    order.removeLast();
    placed.clear(next);
    return found;
  }

  private void note() {
    if (certain < mostCertain) {
      return;
    }
    if (certain > mostCertain) {
      longest.clear();
      mostCertain = certain;
    }
    Prefix prefix = prefix();
    if (longest.size() < PREFIXES_MAX
        && longest.stream().noneMatch(other -> sameEnd(other, prefix))) {
      longest.add(prefix);
    }
  }

  private static boolean sameEnd(Prefix one, Prefix other) {
    return one.states().getLast().equals(other.states().getLast());
  }

  private Prefix prefix() {
    List<String> states = new ArrayList<>();
    S state = model.initial();
    states.add(model.describe(state));
    for (Operation operation : order) {
      state = model.step(state, calls.get(operations.indexOf(operation))).orElseThrow();
      states.add(model.describe(state));
    }
    return new Prefix(List.copyOf(order), states);
  }
}
