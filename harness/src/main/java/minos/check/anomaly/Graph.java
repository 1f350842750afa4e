package minos.check.anomaly;

import java.util.Arrays;

/**
 * What must come before what. Nodes are transactions, by number, and beyond them joints, which let
 * one edge stand for many: an edge into a joint goes on to whatever the joint leads to.
 *
 * <p>An edge is of several kinds at once if it needs several assumptions.
 */
final class Graph {
  /** The first's write was overwritten by the second's. */
  static final int WW = 1;

  /** The second read what the first wrote. */
  static final int WR = 2;

  /** The second overwrote what the first read. */
  static final int RW = 4;

  /** Both are of one process. */
  static final int PROCESS = 8;

  /** The first had completed before the second began. */
  static final int REALTIME = 16;

  private static final int KINDS = 31;
  private static final int KEY_SHIFT = 5;

  private final int transactions;
  private final int nodes;
  private final int[] starts;
  private final int[] targets;
  private final int[] labels;

  private Graph(Builder from) {
    transactions = from.transactions;
    nodes = from.nodes;
    starts = new int[nodes + 1];
    targets = new int[from.size];
    labels = new int[from.size];
    for (int edge = 0; edge < from.size; edge++) {
      starts[from.sources[edge] + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    for (int edge = 0; edge < from.size; edge++) {
      int at = next[from.sources[edge]]++;
      targets[at] = from.targets[edge];
      labels[at] = from.labels[edge];
    }
  }

  int nodes() {
    return nodes;
  }

  int transactions() {
    return transactions;
  }

  boolean isTransaction(int node) {
    return node < transactions;
  }

  /** The edges of a node are those from here to the next node's. */
  int start(int node) {
    return starts[node];
  }

  int target(int edge) {
    return targets[edge];
  }

  /** Of what kinds it is; 0 if it leaves a joint. */
  int kinds(int edge) {
    return labels[edge] & KINDS;
  }

  /** The key that it is about, if it is about data. */
  int key(int edge) {
    return labels[edge] >>> KEY_SHIFT;
  }

  /** Collects edges. */
  static final class Builder {
    private final int transactions;
    private int nodes;
    private int size;
    private int[] sources = new int[1024];
    private int[] targets = new int[1024];
    private int[] labels = new int[1024];

    Builder(int transactions) {
      this.transactions = transactions;
      nodes = transactions;
    }

    int joint() {
      return nodes++;
    }

    /** Adds an edge, unless it leads from a node to itself. */
    void edge(int source, int target, int kinds, int key) {
      if (source == target) {
        return;
      }
      if (size == sources.length) {
        int longer = 2 * size;
        sources = Arrays.copyOf(sources, longer);
        targets = Arrays.copyOf(targets, longer);
        labels = Arrays.copyOf(labels, longer);
      }
      sources[size] = source;
      targets[size] = target;
      labels[size++] = kinds | key << KEY_SHIFT;
    }

    Graph build() {
      return new Graph(this);
    }
  }
}
