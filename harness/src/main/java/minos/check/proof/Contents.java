package minos.check.proof;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import minos.history.Op;
import minos.history.Operation;
import minos.model.Access;
import minos.model.Call;
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
    return model instanceof OneValue one
        ? one.access(Call.of(operation))
            .map(access -> access.leaves() && Objects.equals(access.left(), value))
            .orElse(true)
        : PUTS.contains(operation.f()) && Objects.equals(operation.invocation().value(), value);
  }

  /** Whether it is known to have found the value, alone or among others. */
  boolean found(Operation operation, @Nullable Object value) {
    if (!operation.isOk()) {
      return false;
    }
    if (model instanceof OneValue one) {
      return one.access(Call.of(operation))
          .map(access -> access.finds() && Objects.equals(access.found(), value))
          .orElse(false);
    }
    if (PUTS.contains(operation.f())) {
      return false;
    }
    return operation.f().equals("read")
        ? read(operation).contains(value)
        : value != null && value.equals(result(operation));
  }

  /** Whether the value cannot be there any more after it, unless somebody puts it there again. */
  boolean takes(Operation operation, @Nullable Object value) {
    return found(operation, value)
        && (model instanceof OneValue one
            ? one.access(Call.of(operation)).map(Access::leaves).orElse(false)
                && !mayPut(operation, value)
            : !operation.f().equals("read"));
  }

  /** Whether it is known that another value than this was there, during it or after. */
  boolean replaces(Operation operation, @Nullable Object value) {
    return operation.isOk()
        && model instanceof OneValue one
        && one.access(Call.of(operation)).map(access -> differs(access, value)).orElse(false);
  }

  private static boolean differs(Access access, @Nullable Object value) {
    return access.leaves()
        ? !Objects.equals(access.left(), value)
        : access.finds() && !Objects.equals(access.found(), value);
  }

  boolean isThereAtFirst(@Nullable Object value) {
    return model instanceof OneValue one
        && Objects.equals(one.initial().orElse(null), value);
  }

  static @Nullable Object result(Operation operation) {
    return operation.completion().map(Op::value).orElse(null);
  }

  static List<?> read(Operation operation) {
    return result(operation) instanceof List<?> found ? found : List.of();
  }
}
