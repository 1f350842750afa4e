package minos.cli;

import java.util.Optional;
import minos.history.History;
import minos.history.Operation;
import minos.model.Call;
import minos.model.Model;
import minos.model.Models;

/** Which model a history may have been made for, by the operations in it. */
final class ModelGuess {
  private ModelGuess() {}

  /** The first and simplest model that knows every operation; empty if none does. */
  static Optional<Model<?>> of(History history) {
    return Models.all().stream().filter(model -> knowsAll(model, history)).findFirst();
  }

  private static boolean knowsAll(Model<?> model, History history) {
    return history.operations().stream().allMatch(operation -> knows(model, operation));
  }

  private static <S> boolean knows(Model<S> model, Operation operation) {
    Object result = operation.completion().map(op -> op.value()).orElse(null);
    Call call = new Call(operation.f(), operation.invocation().value(), operation.isOk(), result);
    try {
      model.step(model.initial(), call);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
