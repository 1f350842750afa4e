package minos.check.linear;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import minos.check.calls.Calls;
import minos.history.Columns;
import minos.model.Counter;
import minos.model.FifoQueue;
import minos.model.GrowOnlySet;
import minos.model.Model;

/** What an object holds after some calls, in words: as its model says, but in linear time. */
final class Holding {
  private static final int NAMED_MAX = 24;

  private Holding() {}

  /**
   * @param order calls on an object for which there is an algorithm of its own, by number
   */
  static String after(Model<?> model, Calls calls, int[] order) {
    Columns columns = calls.columns();
    ArrayDeque<Object> held = new ArrayDeque<>();
    long count = model instanceof Counter counter ? counter.initialCount() : 0;
    for (int call : order) {
      int op = calls.op()[call];
      Object argument = columns.values().get(columns.argument(op));
      switch (columns.fAt(columns.f(op))) {
        case "dequeue" -> {
          if (!held.isEmpty()) {
            held.removeFirst();
          }
        }
        case "read" -> {}
        default -> {
          if (model instanceof Counter) {
            count += Counter.added(columns.fAt(columns.f(op)), argument).orElse(0L);
          } else if (argument != null) {
            held.addLast(argument);
          }
        }
      }
    }
    return model instanceof Counter ? Long.toString(count) : named(model, held);
  }

  private static String named(Model<?> model, ArrayDeque<Object> held) {
    List<String> names = new ArrayList<>(held.stream().map(String::valueOf).toList());
    if (model instanceof GrowOnlySet) {
      Set<String> sorted = new TreeSet<>(names);
      names = new ArrayList<>(sorted);
    }
    int more = names.size() - NAMED_MAX;
    if (more <= 0) {
      return names.toString();
    }
    boolean first = model instanceof FifoQueue;
    List<String> some = first ? names.subList(0, NAMED_MAX) : names.subList(more, names.size());
    return first
        ? "[%s, ... %d more]".formatted(String.join(", ", some), more)
        : "[%d others, %s]".formatted(more, String.join(", ", some));
  }
}
