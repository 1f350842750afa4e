package minos.model;

import minos.history.Op;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What a model judges of an operation.
 *
 * @param f what was done
 * @param argument as invoked
 * @param known whether the outcome is known to be ok; otherwise {@code result} says nothing
 * @param result as completed; null also when unknown
 */
public record Call(String f, @Nullable Object argument, boolean known, @Nullable Object result) {

  /** What an operation of a history says; one that is not known to have happened says little. */
  public static Call of(Operation operation) {
    return operation.isOk()
        ? new Call(
            operation.f(),
            operation.invocation().value(),
            true,
            operation.completion().map(Op::value).orElse(null))
        : new Call(operation.f(), operation.invocation().value(), false, null);
  }
}
