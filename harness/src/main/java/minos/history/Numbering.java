package minos.history;

import java.util.Arrays;

/** Numbers for whole numbers, from 0, in the order in which they first come. Holds no objects. */
public final class Numbering {
  private static final int CAPACITY_MIN = 16;

  /** One more than a number; 0 where there is none. */
  private int[] table = new int[2 * CAPACITY_MIN];

  private long[] keys = new long[CAPACITY_MIN];
  private int size;

  /** The number of the key, which it is given now if it has none. */
  public int of(long key) {
    int slot = slot(key);
    if (table[slot] != 0) {
      return table[slot] - 1;
    }
    if (size == keys.length) {
      grow();
      slot = slot(key);
    }
    keys[size] = key;
    table[slot] = ++size;
    return size - 1;
  }

  public long key(int number) {
    return keys[number];
  }

  public int size() {
    return size;
  }

  private int slot(long key) {
    int mask = table.length - 1;
    int slot = hash(key) & mask;
    while (table[slot] != 0 && keys[table[slot] - 1] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  static int hash(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ (mixed >>> 32));
  }

  private void grow() {
    keys = Arrays.copyOf(keys, 2 * size);
    table = new int[4 * size];
    for (int number = 0; number < size; number++) {
      table[slot(keys[number])] = number + 1;
    }
  }
}
