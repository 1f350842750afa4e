package minos.check.special;

import java.util.BitSet;
import minos.check.calls.Calls;

/**
 * Which calls on a FIFO queue no later one can have to do with, where all so far is explained by
 * {@link FifoOrder}.
 *
 * <p>A value that was put in and seen to come out before some moment is in nobody's way that begins
 * later. Of those that nobody saw come out, the ones that were overtaken before the moment never
 * will be seen: with the dequeues of unknown outcome that took them, which are those that began
 * first, they are left out as well. While such dequeues are left over, the first value that may
 * still turn out to be inside, or not, moves the moment back to when it was put in; so does one
 * that found nothing around the moment.
 *
 * @param seen for each value, the dequeue that took it and returned; {@link Special#NOBODY}
 * @param unseen values that nobody saw come out, by the returns of their enqueues
 * @param pending dequeues that nobody knows what they took, in order of invocation
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the checkers, never compared
record FifoPast(Calls calls, int[] value, int[] enqueue, int[] seen, int[] unseen, int[] pending) {

  /**
   * @param rank of an event: from it on, calls may begin and return of which nothing is known yet
   */
  BitSet before(int rank) {
    int stuck = stuck(rank);
    int moment = rank;
    for (int earlier = earlier(moment, stuck); earlier < moment; ) {
      moment = earlier;
      earlier = earlier(moment, stuck);
    }
    BitSet past = new BitSet();
    for (int i = 0; i < stuck && calls.invoked()[pending[i]] < moment; i++) {
      past.set(enqueue[unseen[i]]);
      past.set(pending[i]);
    }
    for (int content = 0; content < seen.length; content++) {
      if (isOut(content, moment)) {
        past.set(enqueue[content]);
        past.set(seen[content]);
      }
    }
    for (int call = 0; call < value.length; call++) {
      if (isEmpty(call) && calls.returned()[call] < moment) {
        past.set(call);
      }
    }
    return past;
  }

  private boolean isOut(int content, int moment) {
    if (seen[content] == Special.NOBODY || calls.returned()[seen[content]] >= moment) {
      return false;
    }
    int putIn = calls.returned()[enqueue[content]];
    return putIn < moment || putIn == Calls.NEVER;
  }

  private boolean isEmpty(int call) {
    return value[call] == Special.NOBODY && !calls.isCrashed(call);
  }

  /** How many values nobody will see come out: the first ones of those that nobody saw. */
  private int stuck(int moment) {
    int latest = -1;
    for (int content = 0; content < seen.length; content++) {
      if (isOut(content, moment)) {
        latest = Math.max(latest, calls.invoked()[enqueue[content]]);
      }
    }
    int stuck = 0;
    while (stuck < unseen.length && calls.returned()[enqueue[unseen[stuck]]] < latest) {
      stuck++;
    }
    return stuck;
  }

  private int earlier(int moment, int stuck) {
    int earlier = moment;
    boolean isLeft = stuck < pending.length && calls.invoked()[pending[stuck]] < moment;
    if (isLeft && stuck < unseen.length) {
      earlier = Math.min(earlier, calls.returned()[enqueue[unseen[stuck]]]);
    }
    for (int call = 0; call < value.length; call++) {
      if (isEmpty(call) && calls.returned()[call] >= earlier) {
        earlier = Math.min(earlier, calls.invoked()[call]);
      }
    }
    return earlier;
  }
}
