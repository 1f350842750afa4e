package minos.shrink;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.fault.Fault;
import minos.fault.FaultScript;
import minos.run.Test;

/** What is left of faults where some nodes are no more; the others are numbered anew. */
final class FewerNodes {
  private final List<String> before;
  private final List<String> left;

  /**
   * @param nodes how many there were
   * @param gone by name
   */
  FewerNodes(int nodes, List<String> gone) {
    this.before = Test.nodeNames(nodes);
    this.left = before.stream().filter(node -> !gone.contains(node)).toList();
  }

  /** Without faults that hit nobody any more. */
  List<FaultScript.Entry> of(List<FaultScript.Entry> faults) {
    return faults.stream().flatMap(fault -> of(fault).stream()).toList();
  }

  private Optional<FaultScript.Entry> of(FaultScript.Entry fault) {
    return fault.fault() instanceof Fault.Chosen(Fault as, Object was)
        ? value(was)
            .map(value ->
                new FaultScript.Entry(new Fault.Chosen(as, value), fault.begin(), fault.end()))
        : Optional.of(fault);
  }

  /** Of nodes in a list, or of what each node of a map suffers; empty if nothing is left. */
  private Optional<Object> value(Object value) {
    return switch (value) {
      case List<?> list -> {
        List<Object> some = new ArrayList<>();
        list.forEach(each -> text(each).ifPresent(some::add));
        yield some.isEmpty() ? Optional.empty() : Optional.of(some);
      }
      case Map<?, ?> map -> {
        Map<String, Object> some = new LinkedHashMap<>();
        map.forEach((node, what) ->
            text(node).ifPresent(name -> value(what).ifPresent(it -> some.put(name, it))));
        yield some.isEmpty() ? Optional.empty() : Optional.of(some);
      }
      default -> Optional.of(value);
    };
  }

  private Optional<String> text(Object text) {
    String name = text.toString();
    int number = left.indexOf(name);
    return number >= 0
        ? Optional.of(before.get(number))
        : before.contains(name) ? Optional.empty() : Optional.of(name);
  }
}
