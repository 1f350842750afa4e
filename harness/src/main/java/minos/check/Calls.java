package minos.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import minos.history.Operation;
import minos.model.Call;

/**
 * The operations on one object as the search wants them: numbered in order of invocation, each with
 * its kind (operations that a model cannot tell apart are of one kind) and its place in real time.
 * Without those that assert nothing: failed ones, and reads of unknown outcome.
 *
 * @param source where each call comes from
 * @param kind index into {@code kinds}
 * @param invoked rank among all events of the object
 * @param returned likewise; {@link #NEVER} if the outcome is unknown
 * @param events in order of rank: twice the call, plus one if it returns
 */
@SuppressWarnings("ArrayRecordComponent") // internal to the search, never compared
record Calls(
    List<Operation> source,
    List<Call> kinds,
    int[] kind,
    int[] invoked,
    int[] returned,
    int[] events) {

  static final int NEVER = Integer.MAX_VALUE;

  static Call asCall(Operation operation) {
    return operation.isOk()
        ? new Call(
            operation.f(),
            operation.invocation().value(),
            true,
            operation.completion().orElseThrow().value())
        : new Call(operation.f(), operation.invocation().value(), false, null);
  }

  /** Lays out operations that are all to be judged, given in order of invocation. */
  static Calls of(List<Operation> operations) {
    int size = operations.size();
    long[] ranks = ranks(operations);
    Map<Call, Integer> kindOf = new HashMap<>();
    List<Call> kinds = new ArrayList<>();
    int[] kind = new int[size];
    int[] invoked = new int[size];
    int[] returned = new int[size];
    int[] events = new int[ranks.length];
    for (int call = 0; call < size; call++) {
      Operation operation = operations.get(call);
      kind[call] =
          kindOf.computeIfAbsent(
              asCall(operation),
              is -> {
                kinds.add(is);
                return kinds.size() - 1;
              });
      invoked[call] = Arrays.binarySearch(ranks, operation.invocation().index());
      events[invoked[call]] = 2 * call;
      returned[call] = NEVER;
      if (operation.isOk()) {
        returned[call] = Arrays.binarySearch(ranks, operation.completion().orElseThrow().index());
        events[returned[call]] = 2 * call + 1;
      }
    }
    return new Calls(List.copyOf(operations), kinds, kind, invoked, returned, events);
  }

  private static long[] ranks(List<Operation> operations) {
    long[] indices = new long[2 * operations.size()];
    int events = 0;
    for (Operation operation : operations) {
      indices[events++] = operation.invocation().index();
      if (operation.isOk()) {
        indices[events++] = operation.completion().orElseThrow().index();
      }
    }
    long[] ranks = Arrays.copyOf(indices, events);
    Arrays.sort(ranks);
    return ranks;
  }

  int size() {
    return kind.length;
  }

  boolean isCrashed(int call) {
    return returned[call] == NEVER;
  }

  Call call(int call) {
    return kinds.get(kind[call]);
  }

  /** Whether the first had returned before the second was invoked. */
  boolean precedes(int first, int second) {
    return returned[first] < invoked[second];
  }

  /** Only some of the calls; ranks and kinds stay. */
  Calls only(BitSet kept) {
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
        Arrays.stream(keep).mapToObj(source::get).toList(),
        kinds,
        pick(kind, keep),
        pick(invoked, keep),
        pick(returned, keep),
        remaining);
  }

  /** The same calls with ranks from 0, none left out. */
  Calls packed() {
    int[] packedInvoked = new int[size()];
    int[] packedReturned = new int[size()];
    Arrays.fill(packedReturned, NEVER);
    for (int rank = 0; rank < events.length; rank++) {
      int[] ranks = (events[rank] & 1) == 1 ? packedReturned : packedInvoked;
      ranks[events[rank] >> 1] = rank;
    }
    return new Calls(source, kinds, kind, packedInvoked, packedReturned, events);
  }

  /** The same calls, judged only as far as the return of one of them: later returns are unseen. */
  Calls until(int call) {
    int[] seen = Arrays.stream(events).filter(event -> rank(event) <= returned[call]).toArray();
    return new Calls(source, kinds, kind, invoked, returned, seen);
  }

  private int rank(int event) {
    return (event & 1) == 1 ? returned[event >> 1] : invoked[event >> 1];
  }

  private static int[] pick(int[] from, int[] which) {
    return Arrays.stream(which).map(i -> from[i]).toArray();
  }
}
