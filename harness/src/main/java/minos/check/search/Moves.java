package minos.check.search;

import java.util.BitSet;
import java.util.Objects;
import minos.check.calls.Calls;
import minos.check.calls.Steps;
import minos.check.calls.ValueSteps;
import org.jspecify.annotations.Nullable;

/**
 * What can be done to a configuration while calls come and go. A configuration is some longs:
 *
 * <ul>
 *   <li>the state;
 *   <li>which open calls are settled: they may return without more ado;
 *   <li>which open writes are used up;
 *   <li>which calls of unknown outcome are used up.
 * </ul>
 *
 * <p>A write, whatever it overwrites, may have had others just before it that nobody saw. So once
 * any write is done, all that are open then are settled: each may return, and until it does, it may
 * still be done.
 */
final class Moves {
  private final Calls calls;
  private final Steps steps;
  private final Open open;
  private final Crashed crashed;

  /** Where the open writes that are used up begin. */
  private final int gone;

  /** Where the calls of unknown outcome that are used up begin. */
  private final int used;

  private final int words;
  private final Reductions reductions;
  private final boolean[] writes;

  /** For each value, the rank of the last event at which somebody may need to find it. */
  private final int[] needed;

  private final @Nullable Trail trail;

  /** The rank of the return that is prepared for. */
  private int rank;

  /**
   * @param trail of all configurations; null if nobody asks how they came about
   */
  Moves(Calls calls, Steps steps, @Nullable Trail trail, Reductions reductions) {
    this(calls, steps, trail, reductions, false);
  }

  /**
   * @param goesOn whether there are calls after these, of which nothing is known yet
   */
  Moves(Calls calls, Steps steps, @Nullable Trail trail, Reductions reductions, boolean goesOn) {
    this.reductions = reductions;
    this.calls = calls;
    this.steps = steps;
    open = new Open(calls);
    crashed = new Crashed(calls, steps, reductions.uselessCrashes(), goesOn);
    writes = new boolean[calls.kinds()];
    boolean any = false;
    needed = steps instanceof ValueSteps all ? all.lastNeeded(calls) : new int[0];
    if (reductions.settling() && steps instanceof ValueSteps values) {
      for (int kind = 0; kind < writes.length; kind++) {
        writes[kind] = values.found(kind) == ValueSteps.ANY && values.left(kind) != ValueSteps.ANY;
        any |= writes[kind];
      }
    }
    gone = 1 + open.words();
    used = any ? gone + open.words() : gone;
    words = used + crashed.words();
    this.trail = trail;
  }

  /** Room for configurations of this kind. */
  Configurations configurations() {
    int notes = trail == null ? 0 : 1;
    return reductions.dominance()
        ? new Configurations(gone, words - gone, notes)
        : new Configurations(words, 0, notes);
  }

  boolean isWrite(int call) {
    return writes[calls.kind()[call]];
  }

  /** The calls that led to a configuration, in order. */
  int[] order(long[] configuration) {
    Trail known = Objects.requireNonNull(trail);
    return known.order(configuration[words], calls, this::isWrite);
  }

  long bytes() {
    return steps.bytes() + (trail == null ? 0 : trail.bytes());
  }

  private void note(long[] configuration, int call) {
    if (trail != null) {
      configuration[words] = trail.after(configuration[words], call, rank);
    }
  }

  Open open() {
    return open;
  }

  Crashed crashed() {
    return crashed;
  }

  long[] initial() {
    long[] configuration = new long[words + (trail == null ? 0 : 1)];
    configuration[0] = steps.initial();
    return configuration;
  }

  /** The configuration of somebody who has come so far, before any event. */
  long[] at(Standing standing) {
    long[] configuration = initial();
    configuration[0] = standing.state();
    standing.settled().stream().forEach(call -> set(configuration, 1, open.slotOfCall(call)));
    for (int call : standing.used().stream().toArray()) {
      if (!calls.isCrashed(call)) {
        set(configuration, gone, open.slotOfCall(call));
      } else if (crashed.bit(call) >= 0) {
        set(configuration, used, crashed.bit(call));
      }
    }
    return configuration;
  }

  /** What a configuration says after the last event. */
  Standing standing(long[] configuration) {
    BitSet settled = new BitSet();
    BitSet usedUp = new BitSet();
    for (int i = 0; i < open.size(); i++) {
      settled.set(open.call(i), has(configuration, 1, open.slot(i)));
      usedUp.set(open.call(i), used > gone && has(configuration, gone, open.slot(i)));
    }
    for (int call = 0; call < calls.size(); call++) {
      int bit = crashed.bit(call);
      usedUp.set(call, usedUp.get(call) || (bit >= 0 && has(configuration, used, bit)));
    }
    return new Standing(state(configuration), settled, usedUp);
  }

  static int state(long[] configuration) {
    return (int) configuration[0];
  }

  /** How many calls a configuration has used up, of those that need not be. */
  int useCount(long[] configuration) {
    int count = 0;
    for (int word = gone; word < words; word++) {
      count += Long.bitCount(configuration[word]);
    }
    return count;
  }

  void begin(int call) {
    if (calls.isCrashed(call)) {
      crashed.invoke(call, calls.kind()[call]);
    } else {
      open.add(call);
    }
  }

  /** Takes the beginning of the call back. */
  void unbegin(int call) {
    if (calls.isCrashed(call)) {
      crashed.uninvoke(call, calls.kind()[call]);
    } else {
      open.remove(call);
    }
  }

  /** Takes back what was prepared for a later return. */
  void retreat(int call) {
    rank = calls.returned()[call];
    crashed.retreat(rank);
  }

  /** Prepares for the return of a call. */
  void prepare(int call) {
    rank = calls.returned()[call];
    crashed.advance(rank);
    crashed.choose(steps, open);
  }

  /** Gives up what can help nobody any more, and does the reads that are legal now. */
  void normalize(long[] configuration) {
    crashed.markRetired(configuration, used);
    doReads(configuration);
  }

  /** Whether calls of the kind need no place of their own to be tried. */
  boolean isEager(int kind) {
    return reductions.eagerReads() && steps.onlyReads(kind);
  }

  private void doReads(long[] configuration) {
    for (int i = 0; i < open.size(); i++) {
      int slot = open.slot(i);
      if (isEager(open.kind(i))
          && !has(configuration, 1, slot)
          && steps.step(state(configuration), open.kind(i)) != Steps.ILLEGAL) {
        set(configuration, 1, slot);
        note(configuration, open.call(i));
      }
    }
  }

  /** Whether the call that returns now may do so. */
  boolean mayReturn(long[] configuration) {
    return has(configuration, 1, open.slot(0));
  }

  boolean isSettled(long[] configuration, int slot) {
    return has(configuration, 1, slot);
  }

  /** Whether the call that returns now is a write that is not done, but may be needed. */
  boolean mayStillBeDone(long[] configuration) {
    return writes[open.kind(0)] && !has(configuration, gone, open.slot(0));
  }

  /** Whether somebody may need to find later what it leaves. */
  boolean isNeeded() {
    return steps instanceof ValueSteps values && needed[values.left(open.kind(0))] > rank;
  }

  /** Lets it return. */
  void settle(long[] configuration) {
    int slot = open.slot(0);
    clear(configuration, 1, slot);
    if (used > gone) {
      clear(configuration, gone, slot);
    }
  }

  /** Whether the open call can still be done, be it legal or not. */
  boolean isLeft(long[] configuration, int i) {
    return !has(configuration, writes[open.kind(i)] ? gone : 1, open.slot(i));
  }

  /** Of calls of a kind that are open, the one that returns first. */
  boolean isNext(long[] configuration, int i) {
    int twin = reductions.twins() ? open.twin(i) : -1;
    return isLeft(configuration, i)
        && (twin < 0 || has(configuration, writes[open.kind(i)] ? gone : 1, twin));
  }

  boolean hasCrashed(long[] configuration, int kind) {
    return crashed.unused(kind, configuration, used) >= 0;
  }

  /** Whether a call of unknown outcome is left, and no open one of its kind goes before it. */
  boolean isNextCrashed(long[] configuration, int kind) {
    int twin = reductions.twins() ? open.lastOfKind(kind) : -1;
    return (twin < 0 || has(configuration, writes[kind] ? gone : 1, twin))
        && crashed.unused(kind, configuration, used) >= 0;
  }

  /** The open call is done, and leaves a state. */
  void take(long[] configuration, int i, int state) {
    int kind = open.kind(i);
    int slot = open.slot(i);
    configuration[0] = state;
    note(configuration, open.call(i));
    if (writes[kind]) {
      settleWrites(configuration);
      set(configuration, gone, slot);
    } else {
      set(configuration, 1, slot);
    }
    doReads(configuration);
  }

  /** One of unknown outcome is done, and leaves a state. */
  void takeCrashed(long[] configuration, int kind, int state) {
    int bit = crashed.unused(kind, configuration, used);
    configuration[0] = state;
    set(configuration, used, bit);
    note(configuration, crashed.call(bit));
    if (writes[kind]) {
      settleWrites(configuration);
    }
    doReads(configuration);
  }

  private void settleWrites(long[] configuration) {
    for (int i = 0; i < open.size(); i++) {
      if (writes[open.kind(i)]) {
        set(configuration, 1, open.slot(i));
      }
    }
  }

  private static boolean has(long[] configuration, int base, int bit) {
    return (configuration[base + (bit >> 6)] & (1L << bit)) != 0;
  }

  private static void set(long[] configuration, int base, int bit) {
    configuration[base + (bit >> 6)] |= 1L << bit;
  }

  private static void clear(long[] configuration, int base, int bit) {
    configuration[base + (bit >> 6)] &= ~(1L << bit);
  }
}
