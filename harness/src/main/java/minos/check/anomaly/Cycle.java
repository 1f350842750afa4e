package minos.check.anomaly;

import java.util.ArrayList;
import java.util.List;
import minos.check.anomaly.Isolation.Order;

/** Transactions each of which must come before the next, and the last before the first. */
record Cycle(List<Link> links) {

  /**
   * One transaction before the next one of the cycle.
   *
   * @param kinds as {@link Graph} has them
   * @param key that it is about, if it is about data
   */
  record Link(int transaction, int kinds, int key) {
    boolean isRw() {
      return (kinds & Graph.RW) != 0;
    }
  }

  Cycle {
    links = List.copyOf(links);
  }

  List<Integer> transactions() {
    return links.stream().map(Link::transaction).toList();
  }

  /**
   * A cycle that meets no transaction twice, as a part of a walk that may; if no two
   * anti-dependencies follow each other in the walk, none do in the part.
   */
  Cycle simple() {
    for (int from = 0; from < links.size(); from++) {
      for (int to = from + 1; to < links.size(); to++) {
        if (links.get(from).transaction() == links.get(to).transaction()) {
          Cycle inner = new Cycle(links.subList(from, to));
          List<Link> rest = new ArrayList<>(links.subList(0, from));
          rest.addAll(links.subList(to, links.size()));
          Cycle outer = new Cycle(rest);
          return (inner.isApart() || !outer.isApart() ? inner : outer).simple();
        }
      }
    }
    return this;
  }

  private boolean isApart() {
    for (int at = 0; at < links.size(); at++) {
      if (links.get(at).isRw() && links.get((at + 1) % links.size()).isRw()) {
        return false;
      }
    }
    return true;
  }

  Anomaly anomaly() {
    int all = links.stream().mapToInt(Link::kinds).reduce(0, (a, b) -> a | b);
    Order order =
        (all & Graph.REALTIME) != 0
            ? Order.REALTIME
            : (all & Graph.PROCESS) != 0 ? Order.SESSION : Order.NONE;
    return new Anomaly(kind(all), order);
  }

  private Anomaly.Kind kind(int all) {
    long rw = links.stream().filter(Link::isRw).count();
    if (rw == 0) {
      return (all & Graph.WR) != 0 ? Anomaly.Kind.G1C : Anomaly.Kind.G0;
    }
    if (rw == 1) {
      return Anomaly.Kind.G_SINGLE;
    }
    return isApart() ? Anomaly.Kind.G_NONADJACENT : Anomaly.Kind.G2_ITEM;
  }
}
