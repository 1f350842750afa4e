package minos.check.search;

import java.util.Arrays;

/** The returns at which a search in depth has chosen, each with what is left to try there. */
final class Branches {
  /** Instead of an open call: one of unknown outcome. */
  static final int CRASHED = -1;

  /** Nothing is done: the call that must return does so. */
  static final int RETURN = -2;

  private final int stride;
  private long[] configurations = new long[16];
  private int[] positions = new int[16];

  /** For each, where its choices end; they begin where those before it end. */
  private int[] ends = new int[16];

  /** For each, which choice comes next. */
  private int[] cursors = new int[16];

  private long[] choices = new long[64];
  private int size;

  /**
   * @param stride longs in a configuration
   */
  Branches(int stride) {
    this.stride = stride;
  }

  void push(long[] configuration, int position) {
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      cursors = Arrays.copyOf(cursors, 2 * size);
    }
    if ((size + 1) * stride > configurations.length) {
      configurations = Arrays.copyOf(configurations, Math.multiplyExact(2, (size + 1) * stride));
    }
    System.arraycopy(configuration, 0, configurations, size * stride, stride);
    int begin = size == 0 ? 0 : ends[size - 1];
    positions[size] = position;
    ends[size] = begin;
    cursors[size++] = begin;
  }

  /**
   * One more thing to try at the last return, after all others.
   *
   * @param how the place of the open call, or one of the constants
   */
  void offer(int kind, int how) {
    int end = ends[size - 1]++;
    if (end == choices.length) {
      choices = Arrays.copyOf(choices, 2 * end);
    }
    choices[end] = (long) kind << 32 | (how + 2);
  }

  static int kind(long choice) {
    return (int) (choice >>> 32);
  }

  static int how(long choice) {
    return (int) choice - 2;
  }

  boolean isEmpty() {
    return size == 0;
  }

  boolean hasNext() {
    return cursors[size - 1] < ends[size - 1];
  }

  long next() {
    return choices[cursors[size - 1]++];
  }

  void pop() {
    size--;
  }

  int position() {
    return positions[size - 1];
  }

  void copyTo(long[] target) {
    System.arraycopy(configurations, (size - 1) * stride, target, 0, stride);
  }

  long bytes() {
    return 8L * configurations.length + 12L * positions.length + 8L * choices.length;
  }
}
