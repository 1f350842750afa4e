package minos.check;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
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
 * <p>A dequeue of unknown outcome may have taken a value that nobody else did. It need not, but for
 * a value that was overtaken: one certainly put in before another that came out. This must be gone
 * before that other's dequeue returned. Whatever was certainly put in before an overtaken value is
 * overtaken as well, by the same one. So it is enough that, for each such deadline, as many
 * dequeues of unknown outcome began before it as there are values with this deadline or an earlier
 * one (Hall's theorem, for sets that contain each other). Where some dequeue also found nothing,
 * this is not enough, and a clash that is found is one, but none proves nothing.
 */
final class FifoOrder implements Special {
  private static final int NONE = -1;

  private final Calls calls;

  /** For each value, its enqueue; {@link #NONE} if there is none. */
  private final int[] enqueue;

  private final int[] dequeue;

  /** For each call, its value; {@link #NONE} for a dequeue that found nothing, or nobody knows. */
  private final int[] value;

  private final BitSet enqueues;
  private int limit;

  private FifoOrder(Calls calls, int[] value, int[] enqueue, BitSet enqueues) {
    this.calls = calls;
    this.value = value;
    this.enqueue = enqueue;
    this.enqueues = enqueues;
    dequeue = new int[enqueue.length];
  }

  /** Empty if some value is put in twice, or some call is not one of a queue. */
  static Optional<Special> of(Calls calls) {
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
  public boolean decides() {
    boolean crashed = false;
    boolean foundNone = false;
    for (int call = 0; call < value.length; call++) {
      if (!enqueues.get(call)) {
        crashed |= calls.isCrashed(call);
        foundNone |= !calls.isCrashed(call) && value[call] == NONE;
      }
    }
    return !crashed || !foundNone;
  }

  @Override
  public Optional<Clash> clash(int last) {
    limit = last;
    return unfoundedOrTwice().or(this::overtaken).or(this::neverEmpty);
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
        if (source == NONE || !isSeen(source)) {
          return Optional.of(Clash.of(said(call) + ", but nobody had ever enqueued that.", call));
        }
        if (invoked(source) > returned(call)) {
          return Optional.of(
              Clash.of(
                  said(call) + ", but that was enqueued only later: " + said(source) + ".",
                  call,
                  source));
        }
        if (dequeue[content] != NONE) {
          return Optional.of(
              Clash.of(
                  said(call) + ", but so had before: " + said(dequeue[content]) + ".",
                  source,
                  dequeue[content],
                  call));
        }
        dequeue[content] = call;
      }
    }
    return Optional.empty();
  }

  /** Whether some dequeue may have taken a value that nobody saw come out. */
  private int[] pending() {
    int[] pending = new int[value.length];
    int count = 0;
    for (int call = 0; call < value.length && isSeen(call); call++) {
      if (!enqueues.get(call) && returned(call) == Calls.NEVER) {
        pending[count++] = call;
      }
    }
    return Arrays.copyOf(pending, count);
  }

  /** Sweeps events: the value inside that is taken last, against each that is put in after it. */
  private Optional<Clash> overtaken() {
    int[] pending = pending();
    int slowest = NONE;
    for (int rank = 0; rank < calls.events().length && rank <= limit; rank++) {
      int call = calls.events()[rank] >> 1;
      if (enqueues.get(call)) {
        int content = value[call];
        boolean ends = (calls.events()[rank] & 1) == 1;
        if (ends && (dequeue[content] != NONE || pending.length == 0)) {
          slowest = slowest == NONE || taken(content) > taken(slowest) ? content : slowest;
        } else if (!ends
            && slowest != NONE
            && dequeue[content] != NONE
            && returned(dequeue[content]) < taken(slowest)) {
          return Optional.of(clash(slowest, content));
        }
      }
    }
    return pending.length == 0 ? Optional.empty() : notTakenInTime(pending);
  }

  /** When its dequeue began; {@link Calls#NEVER} if there is none. */
  private int taken(int content) {
    return dequeue[content] == NONE ? Calls.NEVER : invoked(dequeue[content]);
  }

  private Clash clash(int first, int second) {
    String end =
        dequeue[first] == NONE
            ? "and nobody ever dequeued it."
            : "and came out only later: " + said(dequeue[first]) + ".";
    String words =
        "%s, but another value was certainly before it in the queue: %s (the later one: %s), %s"
            .formatted(said(dequeue[second]), said(enqueue[first]), said(enqueue[second]), end);
    return dequeue[first] == NONE
        ? Clash.of(words, enqueue[first], enqueue[second], dequeue[second])
        : Clash.of(words, enqueue[first], enqueue[second], dequeue[second], dequeue[first]);
  }

  /** Of values that nobody saw come out, those that must have, against the dequeues that may. */
  private Optional<Clash> notTakenInTime(int[] pending) {
    int[] overtaker = new int[enqueue.length];
    int[] overtaken = new int[enqueue.length];
    int count = 0;
    int first = NONE;
    for (int rank = Math.min(limit, calls.events().length - 1); rank >= 0; rank--) {
      int call = calls.events()[rank] >> 1;
      if (enqueues.get(call)) {
        int content = value[call];
        boolean ends = (calls.events()[rank] & 1) == 1;
        if (ends && dequeue[content] == NONE && first != NONE) {
          overtaker[content] = first;
          overtaken[count++] = content;
        } else if (!ends
            && dequeue[content] != NONE
            && (first == NONE || returned(dequeue[content]) < returned(dequeue[first]))) {
          first = content;
        }
      }
    }
    return unmatched(Arrays.copyOf(overtaken, count), overtaker, pending);
  }

  private Optional<Clash> unmatched(int[] overtaken, int[] overtaker, int[] pending) {
    long[] byDeadline = new long[overtaken.length];
    for (int i = 0; i < overtaken.length; i++) {
      int deadline = returned(dequeue[overtaker[overtaken[i]]]);
      byDeadline[i] = (long) deadline << 32 | overtaken[i];
    }
    Arrays.sort(byDeadline);
    int began = 0;
    for (int i = 0; i < byDeadline.length; i++) {
      int deadline = (int) (byDeadline[i] >>> 32);
      while (began < pending.length && invoked(pending[began]) < deadline) {
        began++;
      }
      boolean isLast = i + 1 == byDeadline.length || (int) (byDeadline[i + 1] >>> 32) != deadline;
      if (isLast && i + 1 > began) {
        return Optional.of(unmatched(byDeadline, i + 1, overtaker, pending, began));
      }
    }
    return Optional.empty();
  }

  private Clash unmatched(
      long[] byDeadline, int values, int[] overtaker, int[] pending, int began) {
    BitSet core = new BitSet();
    for (int i = 0; i < values; i++) {
      int content = (int) byDeadline[i];
      core.set(enqueue[content]);
      core.set(enqueue[overtaker[content]]);
      core.set(dequeue[overtaker[content]]);
    }
    for (int i = 0; i < began; i++) {
      core.set(pending[i]);
    }
    int last = overtaker[(int) byDeadline[values - 1]];
    String words =
        ("%s, but %d values that nobody saw come out were certainly before that in the queue, and"
                + " only %d dequeues of unknown outcome began in time to take them; one of the"
                + " values: %s.")
            .formatted(
                said(dequeue[last]), values, began, said(enqueue[(int) byDeadline[values - 1]]));
    return new Clash(core, words);
  }

  /** Looks for a dequeue that found nothing at any of whose moments some value was inside. */
  private Optional<Clash> neverEmpty() {
    boolean mayVanish = pending().length > 0;
    int[] inside = new int[Math.min(limit, calls.events().length - 1) + 2];
    for (int content = 0; content < enqueue.length; content++) {
      int call = enqueue[content];
      if (call != NONE && isSeen(call) && isInsideFor(content, mayVanish)) {
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
    for (int call = 0; call < value.length && isSeen(call); call++) {
      if (!enqueues.get(call)
          && value[call] == NONE
          && returned(call) != Calls.NEVER
          && lastFree[returned(call) - 1] < invoked(call)) {
        return Optional.of(filled(call, mayVanish));
      }
    }
    return Optional.empty();
  }

  /** Whether it certainly is inside for any time. */
  private boolean isInsideFor(int content, boolean mayVanish) {
    boolean mayBeTaken = dequeue[content] == NONE && mayVanish;
    return !mayBeTaken && returned(enqueue[content]) < taken(content);
  }

  /** The fewest values that fill all moments of a call that found nothing. */
  private Clash filled(int call, boolean mayVanish) {
    BitSet core = new BitSet();
    core.set(call);
    int moment = invoked(call);
    String example = "";
    while (moment < returned(call)) {
      int longest = NONE;
      for (int content = 0; content < enqueue.length; content++) {
        if (enqueue[content] != NONE
            && isSeen(enqueue[content])
            && isInsideFor(content, mayVanish)
            && returned(enqueue[content]) <= moment
            && (longest == NONE || taken(content) > taken(longest))) {
          longest = content;
        }
      }
      core.set(enqueue[longest]);
      if (dequeue[longest] != NONE) {
        core.set(dequeue[longest]);
      }
      example = said(enqueue[longest]);
      moment = taken(longest);
    }
    return new Clash(
        core,
        said(call) + ", but the queue was never empty meanwhile; what was in it: " + example + ".");
  }

  private String said(int call) {
    return Phrase.of(calls.source(call));
  }
}
