package minos.check.search;

import java.util.Arrays;

/**
 * How configurations came about: a tree of calls, each put in order after another one. Only for
 * those who ask for an order; a search that is not asked keeps none.
 */
final class Trail {
  /** Before the first call. */
  static final int ROOT = 0;

  private int[] before = new int[1024];
  private int[] call = new int[1024];
  private int size = 1;

  /** The number of a call that is put in order after what a number stands for. */
  int after(long point, int next) {
    if (size == before.length) {
      before = Arrays.copyOf(before, 2 * size);
      call = Arrays.copyOf(call, 2 * size);
    }
    before[size] = (int) point;
    call[size] = next;
    return size++;
  }

  /** The calls from the first to the one that a number stands for. */
  int[] order(long point) {
    int length = 0;
    for (int at = (int) point; at != ROOT; at = before[at]) {
      length++;
    }
    int[] order = new int[length];
    for (int at = (int) point; at != ROOT; at = before[at]) {
      order[--length] = call[at];
    }
    return order;
  }

  long bytes() {
    return 8L * before.length;
  }
}
