package minos.check.special;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import minos.check.calls.Calls;
import minos.history.Columns;
import minos.history.Numbering;
import minos.history.Values;

/**
 * Judges FIFO queues into which no value is put twice, in near-linear time (Henzinger, Sezgin and
 * Vafeiadis, Aspect-Oriented Linearizability Proofs, 2013; here with unknown outcomes).
 *
 * <p>They show that a queue's calls can be explained unless one of four things happened: a value
 * came out that nobody had put in; it came out twice; of two values, of which one was certainly put
 * in before the other, the other certainly came out first; or a dequeue found nothing while at each
 * of its moments some value was certainly inside, which it is from the return of its enqueue to the
 * invocation of its dequeue.
 *
 * <p>An enqueue of unknown outcome happened if its value came out, and then may have taken until
 * then. If it did not come out, it can be left out of every order that has it: it would only be in
 * others' way.
 *
 * <p>A dequeue of unknown outcome may have taken a value that nobody saw come out. Given who took
 * what, it is one that never returned, and all is as above. To let the value whose enqueue returned
 * first be taken by the one that began first, the second by the second, and so on, is as good as
 * anything: (1) It is best to take the values that were put in first. A value that stays is inside
 * for ever; if of two the earlier one stays, it is in the way of all that the later one would be.
 * (2) It is best to use the dequeues that began first, since a value that is taken sooner is in
 * nobody's way for longer. (3) If two of them take two values crosswise, exchange them: then
 * together the two are inside at no moment at which they were not before. For the third condition
 * it is the same, since a value must be taken before the first return of a dequeue that overtook
 * it, and of two values the one put in first has the earlier deadline.
 */
public final class FifoOrder implements Special {
  private static final int NONE = -1;

  private final Calls calls;

  /** For each value, its enqueue; {@link #NONE} if there is none. */
  private final int[] enqueue;

  private final int[] dequeue;

  /** For each call, its value; {@link #NONE} for a dequeue that found nothing, or nobody knows. */
  private final int[] value;

  private final BitSet enqueues;

  /** Values that nobody saw come out, by the returns of their enqueues. */
  private final int[] unseen;

  /** Dequeues that nobody knows what they took, in order of invocation. */
  private final int[] pending;

  private int unseenCount;
  private int pendingCount;
  private int limit;

  private FifoOrder(Calls calls, int[] value, int[] enqueue, BitSet enqueues) {
    this.calls = calls;
    this.value = value;
    this.enqueue = enqueue;
    this.enqueues = enqueues;
    dequeue = new int[enqueue.length];
    unseen = new int[enqueue.length];
    pending = new int[value.length];
  }

  /** Empty if some value is put in twice, or some call is not one of a queue. */
  public static Optional<Special> of(Calls calls) {
    Columns columns = calls.columns();
    Numbering numbers = new Numbering();
    int[] value = new int[calls.size()];
    BitSet enqueues = new BitSet();
    for (int call = 0; call < value.length; call++) {
      int op = calls.op()[call];
      boolean puts = columns.fAt(columns.f(op)).equals("enqueue");
      int content = puts ? columns.argument(op) : columns.result(op);
      boolean known = puts || !calls.isCrashed(call);
      value[call] = known && content != Values.NIL ? numbers.of(content) : NONE;
      enqueues.set(call, puts);
      if (puts ? value[call] == NONE : !columns.fAt(columns.f(op)).equals("dequeue")) {
        return Optional.empty();
      }
    }
    int[] enqueue = new int[numbers.size()];
    Arrays.fill(enqueue, NONE);
    for (int call = enqueues.nextSetBit(0); call >= 0; call = enqueues.nextSetBit(call + 1)) {
      if (enqueue[value[call]] != NONE) {
        return Optional.empty();
      }
      enqueue[value[call]] = call;
    }
    return Optional.of(new FifoOrder(calls, value, enqueue, enqueues));
  }

  @Override
  public boolean observes() {
    for (int call = 0; call < value.length; call++) {
      if (!enqueues.get(call) && !calls.isCrashed(call)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Optional<Clash> clash(int last) {
    limit = last;
    Optional<Clash> clash = unfoundedOrTwice();
    if (clash.isEmpty()) {
      match();
      clash = overtaken().or(this::neverEmpty);
    }
    return clash;
  }

  private FifoClash clashes() {
    int[] left = Arrays.copyOf(unseen, unseenCount);
    int[] unknown = Arrays.copyOf(pending, pendingCount);
    return new FifoClash(calls, enqueue, dequeue, enqueues, left, unknown, limit);
  }

  private int returned(int call) {
    return calls.returned()[call] <= limit ? calls.returned()[call] : Calls.NEVER;
  }

  private int invoked(int call) {
    return calls.invoked()[call];
  }

  private boolean isSeen(int call) {
    return invoked(call) <= limit;
  }

  /** Notes who took what. */
  private Optional<Clash> unfoundedOrTwice() {
    Arrays.fill(dequeue, NONE);
    for (int call = 0; call < value.length && isSeen(call); call++) {
      int content = value[call];
      if (content != NONE && !enqueues.get(call) && returned(call) != Calls.NEVER) {
        int source = enqueue[content];
        if (source == NONE || invoked(source) > returned(call)) {
          return Optional.of(clashes().unfounded(call, source));
        }
        if (dequeue[content] != NONE) {
          return Optional.of(clashes().twice(content, call));
        }
        dequeue[content] = call;
      }
    }
    return Optional.empty();
  }

  /** Lets dequeues of unknown outcome take what nobody saw come out. */
  private void match() {
    unseenCount = 0;
    pendingCount = 0;
    for (int call = 0; call < value.length && isSeen(call); call++) {
      if (!enqueues.get(call) && returned(call) == Calls.NEVER) {
        pending[pendingCount++] = call;
      }
    }
    for (int rank = 0; rank < calls.events().length && rank <= limit; rank++) {
      int call = calls.events()[rank] >> 1;
      boolean ends = (calls.events()[rank] & 1) == 1;
      if (ends && enqueues.get(call) && dequeue[value[call]] == NONE) {
        if (unseenCount < pendingCount) {
          dequeue[value[call]] = pending[unseenCount];
        }
        unseen[unseenCount++] = value[call];
      }
    }
  }

  /** Sweeps events: the value inside that is taken last, against each that is put in after it. */
  private Optional<Clash> overtaken() {
    int slowest = NONE;
    for (int rank = 0; rank < calls.events().length && rank <= limit; rank++) {
      int call = calls.events()[rank] >> 1;
      if (enqueues.get(call)) {
        int content = value[call];
        boolean ends = (calls.events()[rank] & 1) == 1;
        if (ends) {
          slowest = slowest == NONE || taken(content) > taken(slowest) ? content : slowest;
        } else if (slowest != NONE
            && dequeue[content] != NONE
            && returned(dequeue[content]) < taken(slowest)) {
          return Optional.of(clashes().overtaken(slowest, content));
        }
      }
    }
    return Optional.empty();
  }

  /** When its dequeue began; {@link Calls#NEVER} if there is none. */
  private int taken(int content) {
    return dequeue[content] == NONE ? Calls.NEVER : invoked(dequeue[content]);
  }

  /** Looks for a dequeue that found nothing at any of whose moments some value was inside. */
  private Optional<Clash> neverEmpty() {
    int[] lastFree = lastFree();
    for (int call = 0; call < value.length && isSeen(call); call++) {
      if (isEmpty(call) && lastFree[returned(call) - 1] < invoked(call)) {
        return Optional.of(clashes().filled(call));
      }
    }
    return Optional.empty();
  }

  /** Whether it is known to have found nothing. */
  private boolean isEmpty(int call) {
    return !enqueues.get(call) && value[call] == NONE && returned(call) != Calls.NEVER;
  }

  /** For each moment after an event, the last one until then at which nothing must be inside. */
  private int[] lastFree() {
    int[] inside = new int[Math.min(limit, calls.events().length - 1) + 2];
    for (int content = 0; content < enqueue.length; content++) {
      int call = enqueue[content];
      if (call != NONE && isSeen(call) && isEverInside(content)) {
        inside[returned(call)]++;
        inside[Math.min(inside.length - 1, taken(content))]--;
      }
    }
    int[] lastFree = new int[inside.length];
    int free = NONE;
    int values = 0;
    for (int moment = 0; moment < inside.length; moment++) {
      values += inside[moment];
      free = values == 0 ? moment : free;
      lastFree[moment] = free;
    }
    return lastFree;
  }

  private boolean isEverInside(int content) {
    return returned(enqueue[content]) < taken(content);
  }

  @Override
  public Calls calls() {
    return calls;
  }

  @Override
  public BitSet past(int rank) {
    int[] seen = dequeue.clone();
    for (int i = 0; i < Math.min(unseenCount, pendingCount); i++) {
      seen[unseen[i]] = NOBODY;
    }
    return new FifoPast(
            calls,
            value,
            enqueue,
            seen,
            Arrays.copyOf(unseen, unseenCount),
            Arrays.copyOf(pending, pendingCount))
        .before(rank);
  }

  @Override
  public int[] order(int last) {
    if (clash(last).isPresent()) {
      throw new IllegalStateException("what clashes has no order");
    }
    FifoLine line = new FifoLine(calls, enqueue, dequeue, last);
    int[] lastFree = lastFree();
    for (int call = 0; call < value.length && isSeen(call); call++) {
      if (isEmpty(call)) {
        line.empty(call, lastFree[returned(call) - 1]);
      }
    }
    return line.order();
  }
}
