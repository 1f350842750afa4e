package minos.history;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that each op of a history keeps, given those before it. */
final class WellFormed {
  private final Map<Integer, Op> open = new HashMap<>();
  private final Set<Integer> gone = new HashSet<>();
  private @Nullable Op last;

  /** What is wrong with the next op and what was expected; empty if nothing is. */
  Optional<String> objection(Op op) {
    Optional<String> objection = outOfOrder(op);
    if (objection.isEmpty() && !op.isByNemesis()) {
      objection = op.type() == Op.Type.INVOKE ? invoked(op) : completed(op);
    }
    last = op;
    return objection;
  }

  private Optional<String> outOfOrder(Op op) {
    if (last == null) {
      return Optional.empty();
    }
    if (op.index() <= last.index()) {
      return Optional.of(
          "index " + op.index() + " follows index " + last.index() + ", expected a greater one");
    }
    if (op.time() < last.time()) {
      return Optional.of(
          "time goes back from " + last.time() + " to " + op.time() + ", expected no earlier one");
    }
    return Optional.empty();
  }

  private Optional<String> invoked(Op op) {
    if (gone.contains(op.process())) {
      return Optional.of(
          "process %d invokes %s after its info, expected a new process"
              .formatted(op.process(), op.f()));
    }
    Op before = open.put(op.process(), op);
    return before == null
        ? Optional.empty()
        : Optional.of(
            "process %d invokes %s while its %s (index %d) is open, expected its completion"
                .formatted(op.process(), op.f(), before.f(), before.index()));
  }

  private Optional<String> completed(Op op) {
    Op invocation = open.remove(op.process());
    if (invocation == null) {
      return Optional.of(
          "process %d completes %s, which it never invoked, expected an invoke before"
              .formatted(op.process(), op.f()));
    }
    if (!invocation.f().equals(op.f())) {
      return Optional.of(
          "process %d completes %s, expected %s, which it invoked (index %d)"
              .formatted(op.process(), op.f(), invocation.f(), invocation.index()));
    }
    if (!Objects.equals(invocation.key(), op.key())) {
      return Optional.of(
          "process %d completes %s of key %s, expected key %s, which it invoked (index %d)"
              .formatted(op.process(), op.f(), op.key(), invocation.key(), invocation.index()));
    }
    if (op.type() == Op.Type.INFO) {
      gone.add(op.process());
    }
    return Optional.empty();
  }
}
