package minos.check.anomaly;

/**
 * A graph as one search sees it: only some edges; and, where anti-dependencies must stand apart, no
 * two of them in a row, for which each node counts twice, by how it was reached.
 *
 * @param kinds of edges that it sees; an edge of several kinds only if it sees them all
 * @param apart whether no two {@link Graph#RW} may follow each other, around a cycle as well
 */
record View(Graph graph, int kinds, boolean apart) {
  static final int NONE = -1;

  int states() {
    return apart ? 2 * graph.nodes() : graph.nodes();
  }

  int node(int state) {
    return apart ? state >> 1 : state;
  }

  /** Where an edge leads from a state; {@link #NONE} if it is not seen. */
  int step(int state, int edge) {
    int edgeKinds = graph.kinds(edge);
    if ((edgeKinds & ~kinds) != 0) {
      return NONE;
    }
    int target = graph.target(edge);
    if (!apart) {
      return target;
    }
    int afterRw = state & 1;
    if (edgeKinds == 0) {
      return 2 * target + afterRw;
    }
    boolean isRw = (edgeKinds & Graph.RW) != 0;
    return isRw && afterRw == 1 ? NONE : 2 * target + (isRw ? 1 : 0);
  }
}
