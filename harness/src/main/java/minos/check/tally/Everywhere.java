package minos.check.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads of all nodes at once, when all is quiet: what each of them has in the end. */
final class Everywhere {
  /** Returns a map: by node what it has. */
  static final String READ_ALL = "read-all";

  private Everywhere() {}

  /** What one node has. */
  record Held(String node, @Nullable Object value) {}

  static List<Held> held(Part part, int read) {
    if (!(part.result(read) instanceof Map<?, ?> byNode)) {
      throw part.wrong(read, READ_ALL + " returns a map of nodes, not " + part.result(read));
    }
    List<Held> held = new ArrayList<>();
    byNode.forEach((node, value) -> held.add(new Held(String.valueOf(node), value)));
    return held;
  }
}
