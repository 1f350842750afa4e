package minos.check.proof;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import minos.history.Op;
import minos.history.Operation;
import minos.model.Access;
import minos.model.Call;
import minos.model.Elements;
import minos.model.Model;
import minos.model.OneValue;
import org.jspecify.annotations.Nullable;

/** What operations put into an object and found there, by the model's word alone. */
record Contents(Model<?> model) {
  private static final Set<String> PUTS = Set.of("enqueue", "push", "add", "append");

  /** Whether it may have put the value there. */
  boolean mayPut(Operation operation, @Nullable Object value) {
    if (operation.isFailed()) {
      return false;
    }
    return access(operation)
        .map(access -> access.leaves() && Objects.equals(access.left(), value))
        .orElseGet(() ->
            model instanceof OneValue
                || (PUTS.contains(operation.f())
                    && Objects.equals(operation.invocation().value(), value)));
  }

  /** Whether it is known to have found the value, alone or among others. */
  boolean found(Operation operation, @Nullable Object value) {
    if (!operation.isOk()) {
      return false;
    }
    Optional<Access> access = access(operation);
    if (access.isPresent()) {
      return access.get().finds() && Objects.equals(access.get().found(), value);
    }
    Object result = result(operation);
    return switch (operation.f()) {
      case "read" -> result instanceof List<?> many && many.contains(value);
      case "add", "remove", "contains" ->
          isAbout(operation, value) && wasThere(operation).orElse(false);
      case "dequeue", "pop" -> value != null && value.equals(result);
      default -> false;
    };
  }

  /** Whether it is known to have looked for the value, alone or with all others, in vain. */
  boolean lacked(Operation operation, Object value) {
    if (!operation.isOk()) {
      return false;
    }
    return operation.f().equals("read")
        ? result(operation) instanceof List<?> many && !many.contains(value)
        : isAbout(operation, value) && !wasThere(operation).orElse(true);
  }

  private boolean isAbout(Operation operation, @Nullable Object element) {
    return model instanceof Elements && Objects.equals(operation.invocation().value(), element);
  }

  /** Whether the element that it is about was in the set; empty if it does not say. */
  static Optional<Boolean> wasThere(Operation operation) {
    Object element = operation.invocation().value();
    return element == null || !operation.isOk()
        ? Optional.empty()
        : Elements.truth(operation.f(), element, result(operation))
            .map(truth -> operation.f().equals("add") != truth);
  }

  /** Whether the value is gone after it, unless somebody puts it there again. */
  boolean takes(Operation operation, @Nullable Object value) {
    return found(operation, value)
        && access(operation)
            .map(access -> access.leaves() && !Objects.equals(access.left(), value))
            .orElse(!operation.f().equals("read"));
  }

  /** Whether another value than this was certainly there at its end, or all along. */
  boolean replaces(Operation operation, @Nullable Object value) {
    return operation.isOk()
        && access(operation).map(access -> isAnother(access, value)).orElse(false);
  }

  private static boolean isAnother(Access access, @Nullable Object value) {
    return access.leaves()
        ? !Objects.equals(access.left(), value)
        : access.finds() && !Objects.equals(access.found(), value);
  }

  /** Whether what an operation found may have been there at first. */
  boolean isThereAtFirst(Operation finder) {
    return isLegalAtFirst(model, finder);
  }

  private static <S> boolean isLegalAtFirst(Model<S> model, Operation finder) {
    return model.step(model.initial(), Call.of(finder)).isPresent();
  }

  private Optional<Access> access(Operation operation) {
    return model.access(Call.of(operation));
  }

  static @Nullable Object result(Operation operation) {
    return operation.completion().map(Op::value).orElse(null);
  }

  static List<?> read(Operation operation) {
    return result(operation) instanceof List<?> found ? found : List.of();
  }
}
