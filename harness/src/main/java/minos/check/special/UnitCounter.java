package minos.check.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import minos.check.calls.Calls;
import minos.check.proof.Certificate;
import minos.history.Columns;
import minos.history.Operation;
import minos.history.Values;
import minos.model.Counter;

/**
 * Judges counters to which always the same is added, in time n log n.
 *
 * <p>All additions do the same, so what counts is how many have happened, and which of them. Event
 * by event, an addition is done only when it must be: when it returns, or when a read returns that
 * found a higher count; then those that return first are done first, and those of unknown outcome
 * last. To do less is never worse. Whatever can be done now can be done later as well, until it
 * returns; and a read must find its count at some moment between its invocation and its return: the
 * later the count moves on, the more reads it is found by. Of additions that are open, the one that
 * returns first may as well go first, since any order with two of them exchanged is as good (the
 * earliest deadline first). So if what is done so late and in this order fails a read, every order
 * does.
 */
public final class UnitCounter implements Special {
  private static final int NAMED_MAX = 32;

  private final Calls calls;

  /** For each call, how many additions it has found; -1 for an addition. */
  private final long[] found;

  private final boolean observes;

  private UnitCounter(Calls calls, long[] found) {
    this.calls = calls;
    this.found = found;
    observes = Arrays.stream(found).anyMatch(count -> count != ADDS && count != FOUND_NOTHING);
  }

  private static final long ADDS = -1;
  private static final long FOUND_NOTHING = -2;

  /** A count that no number of additions leads to. */
  private static final long IMPOSSIBLE = Long.MAX_VALUE;

  /** Empty if not always the same is added, and more than nothing; or a call is of another kind. */
  public static Optional<Special> of(Calls calls, long initial) {
    Columns columns = calls.columns();
    long[] found = new long[calls.size()];
    long unit = 0;
    for (int call = 0; call < found.length; call++) {
      int op = calls.op()[call];
      Optional<Long> added = added(columns, op);
      if (added.isPresent()) {
        if (added.get() == 0 || (unit != 0 && unit != added.get())) {
          return Optional.empty();
        }
        unit = added.get();
        found[call] = ADDS;
      }
    }
    for (int call = 0; call < found.length; call++) {
      int op = calls.op()[call];
      if (found[call] != ADDS) {
        if (!columns.fAt(columns.f(op)).equals("read")) {
          return Optional.empty();
        }
        found[call] = FOUND_NOTHING;
        if (!calls.isCrashed(call) && columns.result(op) != Values.NIL) {
          if (!(columns.values().get(columns.result(op)) instanceof Long count)) {
            return Optional.empty();
          }
          found[call] = additions(count, initial, unit);
        }
      }
    }
    return Optional.of(new UnitCounter(calls, found));
  }

  private static Optional<Long> added(Columns columns, int op) {
    try {
      return Counter.added(columns.fAt(columns.f(op)), columns.values().get(columns.argument(op)));
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.of(0L);
    }
  }

  private static long additions(long count, long initial, long unit) {
    long more = count - initial;
    if (more == 0) {
      return 0;
    }
    boolean overflows = ((count ^ initial) & (count ^ more)) < 0;
    return unit != 0 && !overflows && more % unit == 0 && more / unit > 0
        ? more / unit
        : IMPOSSIBLE;
  }

  @Override
  public Calls calls() {
    return calls;
  }

  @Override
  public boolean observes() {
    return observes;
  }

  @Override
  public Optional<Clash> clash(int last) {
    return new Count(last).clash();
  }

  @Override
  public int[] order(int last) {
    Count count = new Count(last);
    if (count.clash().isPresent()) {
      throw new IllegalStateException("what clashes has no order");
    }
    int[] place = new int[calls.size()];
    BitSet silent = new BitSet();
    BitSet placed = new BitSet();
    for (int i = 0; i < count.order.size(); i++) {
      place[count.order.get(i)] = 2 * i + 1;
      placed.set(count.order.get(i));
    }
    for (int call = 0; call < place.length; call++) {
      if (found[call] != ADDS && calls.returned()[call] <= last) {
        boolean says = found[call] != FOUND_NOTHING;
        place[call] = says ? (int) (2 * found[call]) : 0;
        placed.set(call, says);
        silent.set(call, !says);
      }
    }
    return InTime.with(
        calls,
        InTime.sorted(placed.stream().toArray(), call -> place[call]),
        silent.stream().toArray());
  }

  /** The counting, once. */
  private final class Count {
    private final int last;
    private final BitSet done = new BitSet();
    private final PriorityQueue<Long> open = new PriorityQueue<>();

    private final List<Integer> order = new ArrayList<>();

    /** For each count, the rank of the event at which it was left. */
    private final List<Integer> leftAt = new ArrayList<>();

    Count(int last) {
      this.last = last;
    }

    Optional<Clash> clash() {
      for (int rank = 0; rank < calls.events().length && rank <= last; rank++) {
        int call = calls.events()[rank] >> 1;
        boolean ends = (calls.events()[rank] & 1) == 1;
        if (found[call] == ADDS) {
          if (!ends) {
            open.add((long) calls.returned()[call] << 32 | call);
          } else if (!done.get(call)) {
            move(call, rank);
          }
        } else if (ends && found[call] != FOUND_NOTHING && !isFound(call, rank)) {
          return Optional.of(found[call] > leftAt.size() ? tooFew(call) : tooMany(call));
        }
      }
      return Optional.empty();
    }

    private void move(int addition, int rank) {
      done.set(addition);
      order.add(addition);
      leftAt.add(rank);
    }

    /** Moves on as far as the read needs; whether its count was there while it was open. */
    private boolean isFound(int read, int rank) {
      while (leftAt.size() < found[read] && !open.isEmpty()) {
        int next = (int) (long) open.poll();
        if (!done.get(next)) {
          move(next, rank);
        }
      }
      return leftAt.size() == found[read]
          || (leftAt.size() > found[read] && leftAt.get((int) found[read]) > calls.invoked()[read]);
    }

    private Clash tooFew(int read) {
      int begun = done.cardinality();
      BitSet named = begun <= NAMED_MAX ? (BitSet) done.clone() : new BitSet();
      return miscounted(read, found[read] == IMPOSSIBLE ? -1 : begun, true, named);
    }

    private Clash tooMany(int read) {
      BitSet before = new BitSet();
      for (int call = 0; call < read && before.cardinality() <= found[read]; call++) {
        before.set(call, found[call] == ADDS && calls.precedes(call, read));
      }
      return before.cardinality() > found[read]
          ? miscounted(read, found[read] + 1, false, before)
          : byAnother(read).orElseGet(() -> noOrder(read));
    }

    private Clash miscounted(int read, long count, boolean isTooMany, BitSet additions) {
      BitSet core = (BitSet) additions.clone();
      core.set(read);
      List<Operation> named = additions.stream().mapToObj(calls::source).toList();
      return new Clash(
          core,
          new Certificate.Miscounted(
              calls.source(read), Optional.empty(), count, isTooMany, named));
    }

    /** An earlier read that had found more, with what was added since. */
    private Optional<Clash> byAnother(int read) {
      for (int other = 0; other < read; other++) {
        if (found[other] > found[read] && calls.precedes(other, read)) {
          return Optional.of(
              Clash.of(
                  new Certificate.Miscounted(
                      calls.source(read), Optional.of(calls.source(other)), 0, false, List.of()),
                  other,
                  read));
        }
      }
      return Optional.empty();
    }

    private Clash noOrder(int read) {
      BitSet all = new BitSet();
      for (int call = 0; call < found.length; call++) {
        all.set(call, calls.invoked()[call] < calls.returned()[read]);
      }
      return new Clash(
          all,
          new Certificate.NoOrder(
              all.stream().mapToObj(calls::source).toList(), calls.source(read), List.of(), false));
    }
  }
}
