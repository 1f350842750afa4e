package minos.check.special;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import minos.check.calls.Calls;

/**
 * Puts the calls on a queue in order, where {@link FifoOrder} has found that it can be done.
 *
 * <p>A value was put in before it came out, so its enqueue happened before the return of its
 * dequeue, and its dequeue after the invocation of its enqueue. With calls narrowed to that, values
 * must come in an order in which none is before another one whose enqueue, or dequeue, had ended
 * before its own began. There is no circle in this if no two values contradict each other
 * (Henzinger and others, 2013), so there is always one that can be next. Each dequeue that found
 * nothing has a moment at which nothing must be inside: what can be in and out by then is, and all
 * else comes later. At last each call takes effect as soon as those before it have, and it may.
 */
final class FifoLine {
  private static final int NONE = Special.NOBODY;

  private final Calls calls;
  private final int[] enqueue;
  private final int[] dequeue;
  private final int limit;
  private final List<long[]> empties = new ArrayList<>();
  private final int[] order;
  private int size;
  private int put;
  private int taken;

  /**
   * @param enqueue for each value; {@link #NONE} if there is none
   * @param dequeue likewise
   * @param limit the rank of the last event that is seen
   */
  FifoLine(Calls calls, int[] enqueue, int[] dequeue, int limit) {
    this.calls = calls;
    this.enqueue = enqueue;
    this.dequeue = dequeue;
    this.limit = limit;
    order = new int[calls.size()];
  }

  /** A dequeue that found nothing, at the moment after an event. */
  void empty(int call, int moment) {
    empties.add(new long[] {moment, call});
  }

  int[] order() {
    empties.sort((one, other) -> Long.compare(one[0], other[0]));
    int[] values =
        sorted(IntStream.range(0, enqueue.length).filter(this::happened).toArray(), this::whole);
    int next = 0;
    for (long[] empty : empties) {
      int from = next;
      while (next < values.length && whole(values[next]) <= empty[0]) {
        next++;
      }
      line(Arrays.copyOfRange(values, from, next));
      order[size++] = (int) empty[1];
      put = (int) empty[0];
      taken = (int) empty[0];
    }
    line(Arrays.copyOfRange(values, next, values.length));
    return Arrays.copyOf(order, size);
  }

  private boolean happened(int value) {
    int call = enqueue[value];
    return call != NONE
        && calls.invoked()[call] <= limit
        && (dequeue[value] != NONE || calls.returned()[call] <= limit);
  }

  private int returned(int call) {
    return calls.returned()[call] <= limit ? calls.returned()[call] : Calls.NEVER;
  }

  private int putBegan(int value) {
    return calls.invoked()[enqueue[value]];
  }

  /**
   * That one of unknown outcome had ended when its value came out need not be said: what is put in
   * later comes out later, so the dequeues say so.
   */
  private int putEnded(int value) {
    return returned(enqueue[value]);
  }

  private int takeBegan(int value) {
    return Math.max(putBegan(value), calls.invoked()[dequeue[value]]);
  }

  private int takeEnded(int value) {
    return dequeue[value] == NONE ? Calls.NEVER : returned(dequeue[value]);
  }

  /** From when on it can be in and out again. */
  private int whole(int value) {
    return dequeue[value] == NONE ? Calls.NEVER : takeBegan(value);
  }

  /** Adds the calls of values that come between the same two empty moments. */
  private void line(int[] values) {
    int[] gone = IntStream.of(values).filter(value -> dequeue[value] != NONE).toArray();
    int[] staying = IntStream.of(values).filter(value -> dequeue[value] == NONE).toArray();
    int[] inLine =
        IntStream.concat(IntStream.of(inLine(gone)), IntStream.of(sorted(staying, this::putBegan)))
            .toArray();
    int[] putAt = new int[inLine.length];
    int[] takenAt = new int[gone.length];
    for (int i = 0; i < inLine.length; i++) {
      put = Math.max(put, putBegan(inLine[i]));
      putAt[i] = put;
      if (i < gone.length) {
        taken = Math.max(put, Math.max(taken, takeBegan(inLine[i])));
        takenAt[i] = taken;
      }
    }
    int out = 0;
    for (int in = 0; in < inLine.length || out < gone.length; ) {
      if (in < inLine.length && (out == gone.length || putAt[in] <= takenAt[out])) {
        order[size++] = enqueue[inLine[in++]];
      } else {
        order[size++] = dequeue[inLine[out++]];
      }
    }
  }

  /** Values that come out, in the order in which they do. */
  private int[] inLine(int[] values) {
    int[] puts = sorted(values, this::putBegan);
    int[] takes = sorted(values, this::takeBegan);
    int[] putEnds = sorted(values, this::putEnded);
    int[] takeEnds = sorted(values, this::takeEnded);
    boolean[] done = new boolean[enqueue.length];
    boolean[] half = new boolean[enqueue.length];
    Deque<Integer> ready = new ArrayDeque<>();
    int[] line = new int[values.length];
    int[] at = new int[4];
    for (int i = 0; i < line.length; i++) {
      at[0] = skip(putEnds, at[0], done);
      at[1] = skip(takeEnds, at[1], done);
      at[2] = release(puts, at[2], this::putBegan, putEnded(putEnds[at[0]]), half, ready);
      at[3] = release(takes, at[3], this::takeBegan, takeEnded(takeEnds[at[1]]), half, ready);
      line[i] = ready.removeFirst();
      done[line[i]] = true;
    }
    return line;
  }

  private static int skip(int[] values, int from, boolean[] done) {
    int at = from;
    while (done[values[at]]) {
      at++;
    }
    return at;
  }

  /** Values are ready when neither their enqueues nor their dequeues must wait any more. */
  private static int release(
      int[] values,
      int from,
      IntUnaryOperator began,
      int firstEnd,
      boolean[] half,
      Deque<Integer> ready) {
    int at = from;
    while (at < values.length && began.applyAsInt(values[at]) <= firstEnd) {
      int value = values[at++];
      if (half[value]) {
        ready.addLast(value);
      }
      half[value] = true;
    }
    return at;
  }

  private static int[] sorted(int[] values, IntUnaryOperator by) {
    return InTime.sorted(values, value -> by.applyAsInt(value));
  }
}
