package minos.check.special;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import minos.check.calls.Calls;
import minos.check.calls.Phrase;
import minos.history.Columns;
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
  public boolean observes() {
    return observes;
  }

  @Override
  public Optional<Clash> clash(int last) {
    return new Count(last).clash();
  }

  /** The counting, once. */
  private final class Count {
    private final int last;
    private final BitSet done = new BitSet();
    private final PriorityQueue<Long> open = new PriorityQueue<>();

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
      BitSet core = new BitSet();
      core.set(read);
      int begun = done.cardinality();
      if (begun <= NAMED_MAX) {
        core.or(done);
      }
      return new Clash(
          core,
          found[read] == IMPOSSIBLE
              ? said(read) + ", but no number of additions leads there."
              : "%s, but only %d additions had begun when it returned, and that takes %d."
                  .formatted(said(read), begun, found[read]));
    }

    private Clash tooMany(int read) {
      BitSet before = new BitSet();
      for (int call = 0; call < read && before.cardinality() <= found[read]; call++) {
        before.set(call, found[call] == ADDS && calls.precedes(call, read));
      }
      if (before.cardinality() > found[read]) {
        before.set(read);
        return new Clash(
            before,
            "%s, but more additions than that had returned before it began: at least %d."
                .formatted(said(read), found[read] + 1));
      }
      BitSet all = new BitSet();
      for (int call = 0; call < found.length; call++) {
        all.set(call, calls.invoked()[call] < calls.returned()[read]);
      }
      return new Clash(
          all,
          "%s, but at least %d additions had certainly happened by then, as other reads and the"
                  .formatted(said(read), found[read] + 1)
              + " times of the additions show.");
    }

    private String said(int call) {
      return Phrase.of(calls.source(call));
    }
  }
}
