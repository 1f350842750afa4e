package minos.check.search;

import java.util.Arrays;

/**
 * A set of configurations of the search, compared by value, that keeps only those worth keeping.
 *
 * <p>A configuration is: the state; which open calls are done; which calls of unknown outcome are
 * used up. Of two that agree in the first two, one that has used fewer of the third can do whatever
 * the other can, so the other is left out (dominance).
 *
 * <p>In memory: {@code stride} longs each, one after another; the state first, -1 when removed.
 */
final class Configurations {
  private static final int CAPACITY_MIN = 16;

  private final int groupWords;
  private final int words;
  private final int stride;
  private long[] cells;
  private int[] next;
  private int[] heads;
  private int end;
  private int size;

  /**
   * @param groupWords longs in which two must agree to be compared
   * @param usedWords longs of which fewer bits are better
   * @param noteWords longs that are kept with each, and make no difference
   */
  Configurations(int groupWords, int usedWords, int noteWords) {
    this.groupWords = groupWords;
    words = groupWords + usedWords;
    stride = words + noteWords;
    cells = new long[CAPACITY_MIN * stride];
    next = new int[CAPACITY_MIN];
    heads = new int[2 * CAPACITY_MIN];
  }

  int size() {
    return size;
  }

  /** One more than the greatest number given to a configuration. */
  int end() {
    return end;
  }

  boolean has(int entry) {
    return cells[entry * stride] >= 0;
  }

  int state(int entry) {
    return (int) cells[entry * stride];
  }

  /** What stands above the state in the first long. */
  int tag(int entry) {
    return (int) (cells[entry * stride] >>> 32);
  }

  void copyTo(int entry, long[] target) {
    System.arraycopy(cells, entry * stride, target, 0, stride);
  }

  long bytes() {
    return 8L * cells.length + 4L * next.length + 4L * heads.length;
  }

  /** Forgets all; gives memory back that a wide moment has left behind. */
  void clear() {
    if (next.length > 1024 && next.length > 8 * end) {
      int capacity = Math.max(CAPACITY_MIN, Integer.highestOneBit(end + 1) << 1);
      cells = new long[capacity * stride];
      next = new int[capacity];
      heads = new int[2 * capacity];
    } else {
      Arrays.fill(heads, 0);
    }
    end = 0;
    size = 0;
  }

  /**
   * Adds a configuration unless one that is there is as good, and removes those that are worse.
   *
   * @return its number, or -1
   */
  int add(long[] configuration) {
    int slot = slot(configuration, 0);
    for (int entry = heads[slot] - 1; entry >= 0; entry = next[entry] - 1) {
      int base = entry * stride;
      if (cells[base] >= 0 && sameGroup(base, configuration)) {
        if (usesNoMore(cells, base, configuration, 0)) {
          return -1;
        }
        if (usesNoMore(configuration, 0, cells, base)) {
          cells[base] = -1;
          size--;
        }
      }
    }
    if (end == next.length) {
      grow();
      slot = slot(configuration, 0);
    }
    System.arraycopy(configuration, 0, cells, end * stride, stride);
    next[end] = heads[slot];
    heads[slot] = end + 1;
    size++;
    return end++;
  }

  private boolean sameGroup(int base, long[] configuration) {
    for (int word = 0; word < groupWords; word++) {
      if (cells[base + word] != configuration[word]) {
        return false;
      }
    }
    return true;
  }

  private boolean usesNoMore(long[] one, int oneBase, long[] other, int otherBase) {
    for (int word = groupWords; word < words; word++) {
      if ((one[oneBase + word] & ~other[otherBase + word]) != 0) {
        return false;
      }
    }
    return true;
  }

  private int slot(long[] from, int base) {
    long hash = 0;
    for (int word = 0; word < groupWords; word++) {
      hash = (hash ^ from[base + word]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash & (heads.length - 1);
  }

  private void grow() {
    next = Arrays.copyOf(next, 2 * next.length);
    cells = Arrays.copyOf(cells, Math.multiplyExact(2, cells.length));
    heads = new int[2 * next.length];
    for (int entry = 0; entry < end; entry++) {
      if (has(entry)) {
        int slot = slot(cells, entry * stride);
        next[entry] = heads[slot];
        heads[slot] = entry + 1;
      }
    }
  }
}
