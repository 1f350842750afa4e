package minos.check.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import minos.check.calls.Calls;

/**
 * How configurations came about: a tree of calls, each put in order after another one. Only for
 * those who ask for an order; a search that is not asked keeps none.
 */
final class Trail {
  /** Before the first call. */
  static final int ROOT = 0;

  private int[] before = new int[1024];
  private int[] call = new int[1024];

  /** The rank of the return before which each was put in order. */
  private int[] rank = new int[1024];

  private int size = 1;

  /** The number of a call that is put in order after what a number stands for. */
  int after(long point, int next, int atRank) {
    if (size == before.length) {
      before = Arrays.copyOf(before, 2 * size);
      call = Arrays.copyOf(call, 2 * size);
      rank = Arrays.copyOf(rank, 2 * size);
    }
    before[size] = (int) point;
    call[size] = next;
    rank[size] = atRank;
    return size++;
  }

  /**
   * The calls from the first to the one that a number stands for. Writes that have returned and are
   * not among them stand just before another one, which was put in order while they were open.
   */
  int[] order(long point, Calls calls, IntPredicate isWrite) {
    BitSet known = new BitSet();
    int length = 0;
    for (int at = (int) point; at != ROOT; at = before[at]) {
      known.set(call[at]);
      length++;
    }
    int[] path = new int[length];
    for (int at = (int) point; at != ROOT; at = before[at]) {
      path[--length] = at;
    }
    int[] order = new int[calls.size()];
    int count = 0;
    int overwritten = 0;
    for (int at : path) {
      if (isWrite.test(call[at])) {
        for (;
            overwritten < calls.size() && calls.invoked()[overwritten] < rank[at];
            overwritten++) {
          boolean unseen = !known.get(overwritten) && !calls.isCrashed(overwritten);
          if (unseen && isWrite.test(overwritten)) {
            order[count++] = overwritten;
          }
        }
      }
      order[count++] = call[at];
    }
    return Arrays.copyOf(order, count);
  }

  long bytes() {
    return 12L * before.length;
  }
}
