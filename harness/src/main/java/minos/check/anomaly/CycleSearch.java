package minos.check.anomaly;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds in each component of a view a shortest cycle through an edge of one kind, by breadth-first
 * search from all such edges in turn. After very many steps the shortest so far is taken; the first
 * search of a component always comes to its end.
 */
final class CycleSearch {
  /** In all components together; about a tenth of a second. */
  private static final long STEPS_MAX = 10_000_000;

  private static final int NOWHERE = -1;

  private final View view;
  private final Graph graph;
  private final int first;
  private final Components components;
  private final int[] seen;
  private final int[] cameFrom;
  private final int[] cameBy;
  private final int[] queue;
  private int queued;
  private int search;
  private long steps;

  /**
   * @param first the kind of edge that each cycle must have
   */
  CycleSearch(View view, int first) {
    this.view = view;
    this.first = first;
    graph = view.graph();
    components = Components.of(view);
    seen = new int[view.states()];
    cameFrom = new int[view.states()];
    cameBy = new int[view.states()];
    queue = new int[view.states()];
  }

  /**
   * One for each component that has any.
   *
   * @param most that are wanted
   */
  List<Cycle> cycles(int most) {
    List<Cycle> cycles = new ArrayList<>();
    for (int[] component : components.cyclic()) {
      if (cycles.size() == most) {
        break;
      }
      shortest(component).map(Cycle::simple).ifPresent(cycles::add);
    }
    return cycles;
  }

  private Optional<Cycle> shortest(int[] component) {
    Optional<Cycle> best = Optional.empty();
    for (int state : component) {
      if (!isTransaction(state)) {
        continue;
      }
      int end = graph.start(view.node(state) + 1);
      for (int edge = graph.start(view.node(state)); edge < end; edge++) {
        int next = view.step(state, edge);
        if (next == View.NONE
            || (graph.kinds(edge) & first) == 0
            || !components.together(state, next)) {
          continue;
        }
        int limit = best.map(cycle -> cycle.links().size()).orElse(Integer.MAX_VALUE);
        if (limit <= 2 || (best.isPresent() && steps > STEPS_MAX)) {
          return best;
        }
        Optional<Cycle> found = through(state, edge, next, limit);
        best = found.isPresent() ? found : best;
      }
    }
    return best;
  }

  /** A shortest cycle through an edge, if it is shorter than the limit. */
  private Optional<Cycle> through(int source, int edge, int target, int limit) {
    search++;
    cameFrom[target] = NOWHERE;
    seen[target] = search;
    queue[0] = target;
    queued = 1;
    int from = 0;
    for (int length = 1; length < limit && from < queued; length++) {
      // what a joint leads to is as near as the joint itself
      for (int at = from; at < queued; at++) {
        if (!isTransaction(queue[at])) {
          expand(queue[at]);
        }
      }
      if (seen[source] == search) {
        return Optional.of(cycle(source, edge));
      }
      int end = queued;
      for (int at = from; at < end; at++) {
        if (isTransaction(queue[at])) {
          expand(queue[at]);
        }
      }
      from = end;
    }
    return Optional.empty();
  }

  private boolean isTransaction(int state) {
    return graph.isTransaction(view.node(state));
  }

  private void expand(int state) {
    int end = graph.start(view.node(state) + 1);
    for (int edge = graph.start(view.node(state)); edge < end; edge++) {
      steps++;
      int next = view.step(state, edge);
      if (next != View.NONE && seen[next] != search && components.together(state, next)) {
        seen[next] = search;
        cameFrom[next] = state;
        cameBy[next] = edge;
        queue[queued++] = next;
      }
    }
  }

  private Cycle cycle(int source, int firstEdge) {
    List<Cycle.Link> links = new ArrayList<>();
    for (int state = source; cameFrom[state] != NOWHERE; state = cameFrom[state]) {
      int before = view.node(cameFrom[state]);
      if (graph.isTransaction(before)) {
        links.add(link(before, cameBy[state]));
      }
    }
    links.add(link(view.node(source), firstEdge));
    Collections.reverse(links);
    return new Cycle(links);
  }

  private Cycle.Link link(int transaction, int edge) {
    return new Cycle.Link(transaction, graph.kinds(edge), graph.key(edge));
  }
}
