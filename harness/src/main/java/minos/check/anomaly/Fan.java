package minos.check.anomaly;

import java.util.Arrays;

/**
 * Transactions in a row, of which any stretch can be reached by a few edges: joints as a tree over
 * them.
 */
final class Fan {
  private final Graph.Builder graph;
  private final int[] targets;

  /** As a heap: the children of i are 2i and 2i + 1, and the leaves are the targets. */
  private final int[] tree;

  /**
   * @param targets in ascending order
   */
  Fan(Graph.Builder graph, int[] targets) {
    this.graph = graph;
    this.targets = targets;
    int size = targets.length;
    tree = new int[2 * size];
    System.arraycopy(targets, 0, tree, size, size);
    for (int at = size - 1; at >= 1; at--) {
      tree[at] = graph.joint();
      graph.edge(tree[at], tree[2 * at], 0, 0);
      graph.edge(tree[at], tree[2 * at + 1], 0, 0);
    }
  }

  /** Edges to all from a place on, but not to the source itself. */
  void edges(int source, int from, int kinds, int key) {
    int self = Arrays.binarySearch(targets, from, targets.length, source);
    edges(source, from, self < 0 ? targets.length : self, kinds, key);
    if (self >= 0) {
      edges(source, self + 1, targets.length, kinds, key);
    }
  }

  private void edges(int source, int from, int to, int kinds, int key) {
    int low = from + targets.length;
    int high = to + targets.length;
    while (low < high) {
      if ((low & 1) == 1) {
        graph.edge(source, tree[low++], kinds, key);
      }
      if ((high & 1) == 1) {
        graph.edge(source, tree[--high], kinds, key);
      }
      low >>= 1;
      high >>= 1;
    }
  }
}
