package minos.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole history, in memory, well formed: indices increase, time never goes back, each process has
 * at most one operation open, completes what it invoked, and rests for ever after an info. The
 * nemesis may do as it likes.
 */
public record History(List<Op> ops) {

  /**
   * @throws IllegalArgumentException if it is not well formed; names the op
   */
  public History {
    ops = List.copyOf(ops);
    WellFormed rules = new WellFormed();
    for (Op op : ops) {
      Optional<String> objection = rules.objection(op);
      if (objection.isPresent()) {
        throw new IllegalArgumentException("op " + op.index() + ": " + objection.get());
      }
    }
  }

  /** What clients did, each invocation with its completion, in order of invocation. */
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>(ops.size() / 2 + 1);
    Map<Integer, Integer> open = new HashMap<>();
    for (Op op : ops) {
      if (op.isByNemesis()) {
        continue;
      }
      if (op.type() == Op.Type.INVOKE) {
        open.put(op.process(), operations.size());
        operations.add(new Operation(op, Optional.empty()));
      } else {
        Integer at = open.remove(op.process());
        if (at != null) {
          operations.set(at, new Operation(operations.get(at).invocation(), Optional.of(op)));
        }
      }
    }
    return operations;
  }
}
