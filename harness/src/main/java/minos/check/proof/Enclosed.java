package minos.check.proof;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import minos.history.Operation;
import minos.model.Access;
import minos.model.Call;
import minos.model.Elements;
import minos.model.FifoQueue;
import minos.model.Model;
import minos.model.OneValue;
import minos.model.PriorityQueue;
import minos.model.Stack;
import org.jspecify.annotations.Nullable;

/**
 * That no order of some operations is legal is a contradiction of the whole history only if the
 * others can be left out: from an order that explains all, what is left then explains those.
 *
 * <p>That is so of what only reads; of what concerns other values than theirs, in sets, queues and
 * stacks; and, in an object of one value, of what did not leave the value that any of them found,
 * or certainly not as the last one before: it began after the finder had ended, or a third one that
 * left or found something was wholly between the two.
 */
record Enclosed(Model<?> model, List<Operation> history) {
  private static final int CONFIGURATIONS_MAX = 200_000;

  /** What a call says of one place of the object. */
  private record Touch(Object place, Access access) {}

  Optional<String> check(Certificate.NoOrder it) {
    long until = Times.ended(it.refused());
    if (until == Times.NEVER || !it.operations().contains(it.refused())) {
      return Optional.of("The refused operation is not known to have happened.");
    }
    Set<Operation> inside = Set.copyOf(it.operations());
    Optional<Operation> needed =
        history.stream()
            .filter(operation -> !operation.isFailed() && Times.began(operation) < until)
            .filter(operation -> !inside.contains(operation))
            .filter(operation -> !canBeLeftOut(operation, it.operations(), until))
            .findFirst();
    if (needed.isPresent()) {
      return Optional.of(
          "The %s at index %d may matter to them."
              .formatted(needed.get().f(), Times.began(needed.get())));
    }
    return Orders.of(model, it.operations(), until, CONFIGURATIONS_MAX)
        .explained()
        .map(explained ->
            explained ? Optional.of("An order explains them.") : CertificateCheck.CONFIRMED)
        .orElse(Optional.of("There are too many orders to try them all again."));
  }

  private boolean canBeLeftOut(Operation operation, List<Operation> inside, long until) {
    if (model.onlyReads(call(operation, until))) {
      return true;
    }
    return switch (model) {
      case OneValue one -> isNoSource(operation, inside, until);
      case Elements set -> isNoSource(operation, inside, until);
      case FifoQueue queue -> isOfOtherValues(operation, inside);
      case PriorityQueue queue -> isOfOtherValues(operation, inside);
      case Stack stack -> isOfOtherValues(operation, inside);
      default -> false;
    };
  }

  private boolean isOfOtherValues(Operation operation, List<Operation> inside) {
    Object value = value(operation);
    return value != null
        && inside.stream().noneMatch(other -> Objects.equals(value(other), value));
  }

  /** What was put or taken; null if nobody knows, or nothing was. */
  private static @Nullable Object value(Operation operation) {
    Object argument = operation.invocation().value();
    return argument == null && operation.isOk() ? Contents.result(operation) : argument;
  }

  private boolean isNoSource(Operation operation, List<Operation> inside, long until) {
    Optional<Touch> touch = touch(operation, until);
    return touch.isPresent()
        && inside.stream()
            .allMatch(finder ->
                touch(finder, until)
                    .map(found -> !mayBeSource(operation, touch.get(), finder, found))
                    .orElse(false));
  }

  private boolean mayBeSource(Operation source, Touch left, Operation finder, Touch found) {
    Access access = found.access();
    return left.place().equals(found.place())
        && access.finds()
        && left.access().leaves()
        && Objects.equals(left.access().left(), access.found())
        && Times.began(source) < Times.ended(finder)
        && history.stream()
            .filter(between -> Times.precedes(source, between))
            .filter(between -> Times.precedes(between, finder))
            .flatMap(between -> touch(between, Times.NEVER).stream())
            .filter(between -> between.place().equals(found.place()))
            .noneMatch(between -> isAnother(between.access(), access.found()));
  }

  private static boolean isAnother(Access between, @Nullable Object value) {
    return between.leaves() || (between.finds() && !Objects.equals(between.found(), value));
  }

  private Optional<Touch> touch(Operation operation, long until) {
    Call call = call(operation, until);
    if (model instanceof OneValue one) {
      return one.access(call).map(access -> new Touch("", access));
    }
    Object element = call.argument();
    if (element == null || call.f().equals("read")) {
      return Optional.empty();
    }
    Optional<Boolean> said =
        call.known() ? Elements.truth(call.f(), element, call.result()) : Optional.empty();
    boolean adds = call.f().equals("add");
    boolean changes = !call.f().equals("contains") && said.orElse(true);
    Optional<Boolean> found = said.map(truth -> adds != truth);
    return Optional.of(
        new Touch(
            element, new Access(found.isPresent(), found.orElse(null), changes, adds)));
  }

  private static Call call(Operation operation, long until) {
    return Times.ended(operation) <= until
        ? Call.of(operation)
        : new Call(operation.f(), operation.invocation().value(), false, null);
  }
}
