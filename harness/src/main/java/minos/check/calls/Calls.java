package minos.check.calls;

import java.util.Arrays;
import java.util.BitSet;
import minos.history.Columns;
import minos.history.Operation;

/**
 * The operations on one object as the checkers want them: numbered in order of invocation, each
 * with its place in real time, and perhaps its kind (operations that a model cannot tell apart are
 * of one kind). Without those that assert nothing: failed ones, and reads of unknown outcome.
 *
 * @param op the number of each in the columns
 * @param kind from 0; empty where kinds are not known
 * @param kinds how many there are
 * @param invoked rank among all events of the object
 * @param returned likewise; {@link #NEVER} if the outcome is unknown
 * @param events in order of rank: twice the call, plus one if it returns
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the checkers, never compared
public record Calls(
    Columns columns, int[] op, int[] kind, int kinds, int[] invoked, int[] returned, int[] events) {

  public static final int NEVER = Integer.MAX_VALUE;

  public int size() {
    return op.length;
  }

  public boolean isCrashed(int call) {
    return returned[call] == NEVER;
  }

  /** As it was recorded. */
  public Operation source(int call) {
    return columns.operation(op[call]);
  }

  /** Whether the first had returned before the second was invoked. */
  public boolean precedes(int first, int second) {
    return returned[first] < invoked[second];
  }

  Calls withKinds(int[] kindOfEach, int count) {
    return new Calls(columns, op, kindOfEach, count, invoked, returned, events);
  }

  /** Only some of the calls; ranks and kinds stay. */
  public Calls only(BitSet kept) {
    int[] keep = kept.stream().toArray();
    int[] number = new int[size()];
    for (int i = 0; i < keep.length; i++) {
      number[keep[i]] = i;
    }
    int[] remaining =
        Arrays.stream(events)
            .filter(event -> kept.get(event >> 1))
            .map(event -> 2 * number[event >> 1] + (event & 1))
            .toArray();
    return new Calls(
        columns,
        pick(op, keep),
        pick(kind, keep),
        kinds,
        pick(invoked, keep),
        pick(returned, keep),
        remaining);
  }

  /** Those from one number up to another, of which no event is before or after; ranks stay. */
  public Calls slice(int from, int to, int firstEvent, int endEvent) {
    int[] within = Arrays.copyOfRange(events, firstEvent, endEvent);
    for (int at = 0; at < within.length; at++) {
      within[at] -= 2 * from;
    }
    return new Calls(
        columns,
        Arrays.copyOfRange(op, from, to),
        Arrays.copyOfRange(kind, from, to),
        kinds,
        Arrays.copyOfRange(invoked, from, to),
        Arrays.copyOfRange(returned, from, to),
        within);
  }

  /** The same calls with ranks from 0, none left out. */
  public Calls packed() {
    int[] packedInvoked = new int[size()];
    int[] packedReturned = new int[size()];
    Arrays.fill(packedReturned, NEVER);
    for (int rank = 0; rank < events.length; rank++) {
      int[] ranks = (events[rank] & 1) == 1 ? packedReturned : packedInvoked;
      ranks[events[rank] >> 1] = rank;
    }
    return new Calls(columns, op, kind, kinds, packedInvoked, packedReturned, events);
  }

  /** The same calls, judged only as far as the return of one of them: later returns are unseen. */
  public Calls until(int call) {
    int[] seen = Arrays.stream(events).filter(event -> rank(event) <= returned[call]).toArray();
    return new Calls(columns, op, kind, kinds, invoked, returned, seen);
  }

  /** The same calls, as far as an event of the columns: whatever returns later is open then. */
  public Calls asFarAs(int event) {
    int[] seen =
        Arrays.stream(events)
            .filter(one ->
                event
                    > ((one & 1) == 1
                        ? columns.completed(op[one >> 1])
                        : columns.invoked(op[one >> 1])))
            .toArray();
    return new Calls(columns, op, kind, kinds, invoked, returned, seen);
  }

  private int rank(int event) {
    return (event & 1) == 1 ? returned[event >> 1] : invoked[event >> 1];
  }

  private static int[] pick(int[] from, int[] which) {
    return Arrays.stream(which).map(i -> from[i]).toArray();
  }
}
