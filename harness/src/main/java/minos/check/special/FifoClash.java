package minos.check.special;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import minos.check.calls.Calls;
import minos.check.proof.Certificate;
import minos.check.special.Special.Clash;
import minos.history.Operation;

/**
 * Says which calls on a FIFO queue clash, and by which rule, where {@link FifoOrder} has found that
 * some do.
 *
 * @param enqueue for each value, its enqueue; {@link Special#NOBODY} if there is none
 * @param dequeue likewise; where nobody saw the value come out, one of unknown outcome
 * @param enqueues which calls are
 * @param unseen values that nobody saw come out, by the returns of their enqueues
 * @param pending dequeues that nobody knows what they took, in order of invocation
 * @param limit the rank of the last event that is seen
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the checkers, never compared
record FifoClash(
    Calls calls,
    int[] enqueue,
    int[] dequeue,
    BitSet enqueues,
    int[] unseen,
    int[] pending,
    int limit) {

  /** A value came out that was not put in before. */
  Clash unfounded(int call, int source) {
    Operation taker = calls.source(call);
    List<Operation> late = source == Special.NOBODY ? List.of() : List.of(calls.source(source));
    return Clash.of(
        new Certificate.Unfounded(taker, taker.completion().orElseThrow().value(), late),
        call,
        source);
  }

  /** A value came out again. */
  Clash twice(int content, int again) {
    Operation source = calls.source(enqueue[content]);
    Certificate twice =
        new Certificate.TakenTwice(
            source.invocation().value(),
            List.of(source),
            List.of(calls.source(dequeue[content]), calls.source(again)));
    return Clash.of(twice, enqueue[content], dequeue[content], again);
  }

  /** The first value was put in before the second, which came out before it. */
  Clash overtaken(int first, int second) {
    BitSet core = new BitSet();
    addInside(core, first, returned(dequeue[second]));
    List<Operation> ahead = sources(core, true);
    List<Operation> open = sources(core, false);
    core.set(enqueue[second]);
    core.set(dequeue[second]);
    boolean cameOut = dequeue[first] != Special.NOBODY && returned(dequeue[first]) != Calls.NEVER;
    Certificate overtaken =
        new Certificate.Overtaken(
            calls.source(enqueue[second]),
            calls.source(dequeue[second]),
            ahead,
            cameOut ? List.of() : open,
            cameOut ? Optional.of(calls.source(dequeue[first])) : Optional.empty());
    return new Clash(core, overtaken);
  }

  private List<Operation> sources(BitSet some, boolean put) {
    return some.stream().filter(call -> enqueues.get(call) == put).mapToObj(calls::source).toList();
  }

  /** Adds the calls that show how long a value was inside, as far as an event. */
  private void addInside(BitSet core, int content, int until) {
    core.set(enqueue[content]);
    if (dequeue[content] != Special.NOBODY && returned(dequeue[content]) != Calls.NEVER) {
      core.set(dequeue[content]);
      return;
    }
    for (int i = 0; i < pending.length && invoked(pending[i]) < until; i++) {
      core.set(pending[i]);
    }
    for (int i = 0; pending.length > 0 && unseen[i] != content; i++) {
      core.set(enqueue[unseen[i]]);
    }
  }

  /** A call found nothing: the fewest values that fill all its moments. */
  Clash filled(int call) {
    BitSet core = new BitSet();
    core.set(call);
    int moment = invoked(call);
    while (moment < returned(call)) {
      int longest = longestInside(moment);
      addInside(core, longest, returned(call));
      moment = taken(longest);
    }
    boolean isKnown = pending.length == 0 || invoked(pending[0]) > returned(call);
    List<Operation> all = core.stream().mapToObj(calls::source).toList();
    List<Operation> inside =
        all.stream().filter(operation -> !operation.equals(calls.source(call))).toList();
    Certificate filled =
        isKnown
            ? new Certificate.NeverEmpty(calls.source(call), inside)
            : new Certificate.NoOrder(all, calls.source(lastOf(core)), List.of(), false);
    return new Clash(core, filled);
  }

  /** The value that is inside at a moment, and for longer than others. */
  private int longestInside(int moment) {
    int longest = Special.NOBODY;
    for (int content = 0; content < enqueue.length; content++) {
      if (enqueue[content] != Special.NOBODY
          && returned(enqueue[content]) <= moment
          && returned(enqueue[content]) < taken(content)
          && (longest == Special.NOBODY || taken(content) > taken(longest))) {
        longest = content;
      }
    }
    return longest;
  }

  /** The one that returned last. */
  private int lastOf(BitSet core) {
    return core.stream()
        .filter(call -> returned(call) != Calls.NEVER)
        .boxed()
        .max(Comparator.comparingInt(this::returned))
        .orElseThrow();
  }

  private int invoked(int call) {
    return calls.invoked()[call];
  }

  private int returned(int call) {
    return calls.returned()[call] <= limit ? calls.returned()[call] : Calls.NEVER;
  }

  /** When its dequeue began; {@link Calls#NEVER} if there is none. */
  private int taken(int content) {
    return dequeue[content] == Special.NOBODY ? Calls.NEVER : invoked(dequeue[content]);
  }
}
