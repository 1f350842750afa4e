package minos.kv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Texts without order, each at most once, kept sorted by UTF-16 code units in leaves of a bounded
 * size that are replaced and never changed. So one can go over all of it as it was at some moment,
 * however much it changes meanwhile, for the price of a list of leaves.
 */
final class SortedTexts implements Texts {
  private static final int LEAF_MAX = 512;

  /** None is empty; those of one are all before those of the next. */
  private final List<String[]> leaves = new ArrayList<>();

  private int size;

  @Override
  public int size() {
    return size;
  }

  @Override
  public void take(String text) {
    boolean ignored = add(text);
  }

  boolean contains(String text) {
    return !leaves.isEmpty() && Arrays.binarySearch(leaves.get(leafFor(text)), text) >= 0;
  }

  /** Whether it was absent. */
  boolean add(String text) {
    if (leaves.isEmpty()) {
      leaves.add(new String[] {text});
      size = 1;
      return true;
    }
    int at = leafFor(text);
    String[] leaf = leaves.get(at);
    int found = Arrays.binarySearch(leaf, text);
    if (found >= 0) {
      return false;
    }
    int place = -found - 1;
    String[] larger = Arrays.copyOf(leaf, leaf.length + 1);
    larger[place] = text;
    System.arraycopy(leaf, place, larger, place + 1, leaf.length - place);
    replace(at, larger, place);
    size++;
    return true;
  }

  /** Those that come in order fill their leaves; others halve them. */
  private void replace(int at, String[] leaf, int added) {
    if (leaf.length <= LEAF_MAX) {
      leaves.set(at, leaf);
    } else {
      int border = added == leaf.length - 1 ? added : leaf.length / 2;
      leaves.set(at, Arrays.copyOf(leaf, border));
      leaves.add(at + 1, Arrays.copyOfRange(leaf, border, leaf.length));
    }
  }

  /** Whether it was there. */
  boolean remove(String text) {
    if (!contains(text)) {
      return false;
    }
    int at = leafFor(text);
    String[] leaf = leaves.get(at);
    if (leaf.length == 1) {
      leaves.remove(at);
    } else {
      int place = Arrays.binarySearch(leaf, text);
      String[] smaller = Arrays.copyOf(leaf, leaf.length - 1);
      System.arraycopy(leaf, place + 1, smaller, place, smaller.length - place);
      shrink(at, smaller);
    }
    size--;
    return true;
  }

  /** Two that are small become one. */
  private void shrink(int at, String[] leaf) {
    String[] next = at + 1 < leaves.size() ? leaves.get(at + 1) : new String[LEAF_MAX];
    if (leaf.length + next.length <= LEAF_MAX / 2) {
      String[] joined = Arrays.copyOf(leaf, leaf.length + next.length);
      System.arraycopy(next, 0, joined, leaf.length, next.length);
      leaves.set(at, joined);
      leaves.remove(at + 1);
    } else {
      leaves.set(at, leaf);
    }
  }

  /** The last leaf that does not begin after the text, or else the first. */
  private int leafFor(String text) {
    int low = 0;
    int high = leaves.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (leaves.get(middle)[0].compareTo(text) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public Iterator<String> iterator() {
    return List.copyOf(leaves).stream().flatMap(Arrays::stream).iterator();
  }
}
