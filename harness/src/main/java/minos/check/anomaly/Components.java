package minos.check.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * States from each of which each other one can be reached: strongly connected components (Tarjan
 * 1972), in time linear in the edges. There is a cycle if and only if one has several states.
 */
final class Components {
  private static final int UNSEEN = -1;

  private final View view;
  private final Graph graph;
  private final int[] low;
  private final int[] place;
  private final int[] edge;
  private final int[] path;
  private final int[] waiting;
  private int pathSize;
  private int waitingSize;
  private int places;

  /** The number of each state's component; {@link #UNSEEN} if it is alone in it. */
  private final int[] component;

  private final List<int[]> cyclic = new ArrayList<>();

  private Components(View view) {
    this.view = view;
    graph = view.graph();
    int states = view.states();
    low = new int[states];
    place = new int[states];
    edge = new int[states];
    path = new int[states];
    waiting = new int[states];
    component = new int[states];
    Arrays.fill(place, UNSEEN);
    Arrays.fill(component, UNSEEN);
  }

  static Components of(View view) {
    Components components = new Components(view);
    for (int state = 0; state < view.states(); state++) {
      if (components.place[state] == UNSEEN) {
        components.visit(state);
      }
    }
    return components;
  }

  /** The states of each component that has several. */
  List<int[]> cyclic() {
    return cyclic;
  }

  /** Whether both are in one component, and that has several states. */
  boolean together(int one, int other) {
    return component[one] != UNSEEN && component[one] == component[other];
  }

  private void visit(int root) {
    enter(root);
    while (pathSize > 0) {
      int state = path[pathSize - 1];
      if (edge[state] == graph.start(view.node(state) + 1)) {
        pathSize--;
        leave(state);
        continue;
      }
      int next = view.step(state, edge[state]++);
      if (next == View.NONE) {
        continue;
      }
      if (place[next] == UNSEEN) {
        enter(next);
      } else {
        low[state] = Math.min(low[state], low[next]);
      }
    }
  }

  private void enter(int state) {
    place[state] = places;
    low[state] = places++;
    edge[state] = graph.start(view.node(state));
    path[pathSize++] = state;
    waiting[waitingSize++] = state;
  }

  private void leave(int state) {
    if (pathSize > 0) {
      int parent = path[pathSize - 1];
      low[parent] = Math.min(low[parent], low[state]);
    }
    if (low[state] != place[state]) {
      return;
    }
    int from = waitingSize;
    do {
      from--;
      low[waiting[from]] = Integer.MAX_VALUE;
    } while (waiting[from] != state);
    if (waitingSize - from > 1) {
      int[] members = Arrays.copyOfRange(waiting, from, waitingSize);
      for (int member : members) {
        component[member] = cyclic.size();
      }
      cyclic.add(members);
    }
    waitingSize = from;
  }
}
