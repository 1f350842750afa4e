package minos.target.maelstrom;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Neighbours as on squared paper: Maelstrom's own choice where a user makes none. */
final class Grid {
  private Grid() {}

  /** Of each node those above, below, left and right of it; rows are as long as there are rows. */
  static Map<String, List<String>> over(List<String> nodes) {
    int side = (int) Math.ceil(Math.sqrt(nodes.size()));
    Map<String, List<String>> neighbours = new LinkedHashMap<>();
    for (int at = 0; at < nodes.size(); at++) {
      List<String> of = new ArrayList<>();
      int column = at % side;
      addIf(column > 0, at - 1, nodes, of);
      addIf(column < side - 1, at + 1, nodes, of);
      addIf(true, at - side, nodes, of);
      addIf(true, at + side, nodes, of);
      neighbours.put(nodes.get(at), of);
    }
    return neighbours;
  }

  private static void addIf(boolean wanted, int at, List<String> nodes, List<String> of) {
    if (wanted && at >= 0 && at < nodes.size()) {
      of.add(nodes.get(at));
    }
  }
}
