package minos.check.linear;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import minos.history.Operation;
import minos.model.Call;
import minos.model.Model;

/** Linearizability by definition: tries every order. The judge of the judge. */
final class BruteForce {
  private BruteForce() {}

  static boolean isLinearizable(Model<?> model, List<Operation> operations) {
    List<Operation> happened = operations.stream().filter(op -> !op.isFailed()).toList();
    return explains(model, happened);
  }

  private static <S> boolean explains(Model<S> model, List<Operation> operations) {
    return go(model, operations, 0, model.initial(), new HashSet<>());
  }

  private record Tried(long done, Object state) {}

  private static <S> boolean go(
      Model<S> model, List<Operation> operations, long done, S state, Set<Tried> tried) {
    if (!tried.add(new Tried(done, state))) {
      return false;
    }
    boolean allDone = true;
    for (int i = 0; i < operations.size(); i++) {
      boolean isDone = (done & (1L << i)) != 0;
      allDone &= isDone || operations.get(i).isUnknown();
      if (!isDone && mayBeNext(operations, done, i)) {
        Optional<S> next = model.step(state, call(operations.get(i)));
        if (next.isPresent() && go(model, operations, done | (1L << i), next.get(), tried)) {
          return true;
        }
      }
    }
    return allDone;
  }

  /** Nothing that is still to come had completed before this one was invoked. */
  private static boolean mayBeNext(List<Operation> operations, long done, int candidate) {
    long invoked = operations.get(candidate).invocation().index();
    for (int i = 0; i < operations.size(); i++) {
      Operation other = operations.get(i);
      if ((done & (1L << i)) == 0
          && other.isOk()
          && other.completion().orElseThrow().index() < invoked) {
        return false;
      }
    }
    return true;
  }

  private static Call call(Operation operation) {
    return operation.isOk()
        ? new Call(
            operation.f(),
            operation.invocation().value(),
            true,
            operation.completion().orElseThrow().value())
        : new Call(operation.f(), operation.invocation().value(), false, null);
  }
}
