package minos.check.proof;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import minos.history.Operation;
import minos.model.Access;
import minos.model.Call;
import minos.model.Elements;
import minos.model.FifoQueue;
import minos.model.Model;
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
    if (model.onlyReads(Call.of(operation))) {
      return true;
    }
    if (model instanceof Elements || model.access(Call.of(operation)).isPresent()) {
      return isNoSource(operation, inside, until);
    }
    return switch (model) {
      case FifoQueue queue -> isOfOtherValues(operation, inside, until);
      case PriorityQueue queue -> isOfOtherValues(operation, inside, until);
      case Stack stack -> isOfOtherValues(operation, inside, until);
      default -> false;
    };
  }

  /** Those of its value that had not ended by then can be left out with it. */
  private static boolean isOfOtherValues(Operation operation, List<Operation> inside, long until) {
    boolean takes = operation.invocation().value() == null;
    if (takes && Times.ended(operation) > until && areAllTaken(inside, until)) {
      return true;
    }
    Object value = value(operation);
    return value != null
        && inside.stream()
            .filter(other -> Times.ended(other) <= until || other.isUnknown())
            .noneMatch(other -> Objects.equals(value(other), value));
  }

  /** Whether nobody else can have taken any of theirs by then. */
  private static boolean areAllTaken(List<Operation> inside, long until) {
    return inside.stream()
        .filter(put -> put.invocation().value() != null)
        .allMatch(put -> count(inside, put, true, until) <= count(inside, put, false, until));
  }

  private static long count(List<Operation> inside, Operation like, boolean put, long until) {
    return inside.stream()
        .filter(operation -> (operation.invocation().value() != null) == put)
        .filter(operation -> put || Times.ended(operation) <= until)
        .filter(operation -> Objects.equals(value(operation), value(like)))
        .count();
  }

  /** What was put or taken; null if nobody knows, or nothing was. */
  private static @Nullable Object value(Operation operation) {
    Object argument = operation.invocation().value();
    return argument == null && operation.isOk() ? Contents.result(operation) : argument;
  }

  private boolean isNoSource(Operation operation, List<Operation> inside, long until) {
    Optional<Touch> touch = touch(operation);
    return touch.isPresent()
        && inside.stream()
            .filter(finder -> Times.ended(finder) <= until || !model.onlyReads(Call.of(finder)))
            .allMatch(finder ->
                touch(finder)
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
            .flatMap(between -> touch(between).stream())
            .filter(between -> between.place().equals(found.place()))
            .noneMatch(between -> isAnother(between.access(), access.found()));
  }

  private static boolean isAnother(Access between, @Nullable Object value) {
    return between.leaves() || (between.finds() && !Objects.equals(between.found(), value));
  }

  private Optional<Touch> touch(Operation operation) {
    Call call = Call.of(operation);
    if (!(model instanceof Elements)) {
      return model.access(call).map(access -> new Touch("", access));
    }
    Object element = call.argument();
    if (element == null || call.f().equals("read")) {
      return Optional.empty();
    }
    boolean adds = call.f().equals("add");
    Optional<Boolean> found = Contents.wasThere(operation);
    boolean changes =
        !call.f().equals("contains") && found.map(there -> adds != there).orElse(true);
    return Optional.of(
        new Touch(element, new Access(found.isPresent(), found.orElse(null), changes, adds)));
  }
}
