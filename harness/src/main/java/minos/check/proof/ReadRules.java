package minos.check.proof;

import static minos.check.proof.CertificateCheck.unless;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import minos.history.Operation;
import minos.model.Elements;
import minos.model.GrowOnlySet;
import minos.model.ListAppend;
import org.jspecify.annotations.Nullable;

/** The rules of what holds elements until they are removed, if ever: sets and lists. */
record ReadRules(Contents contents, List<Operation> history) {

  Optional<String> check(Certificate.Lost it) {
    return unless(
        (isRead(it.read()) || contents.model() instanceof Elements)
            && adds(it.add())
            && Times.precedes(it.add(), it.read())
            && contents.lacked(it.read(), value(it.add()))
            && history.stream().noneMatch(operation -> mayRemoveBetween(operation, it)),
        "The read does not lack what had been put in before it began.");
  }

  private static boolean mayRemoveBetween(Operation operation, Certificate.Lost it) {
    return operation.f().equals("remove")
        && !operation.isFailed()
        && !operation.equals(it.read())
        && value(it.add()).equals(operation.invocation().value())
        && Times.began(operation) < Times.ended(it.read())
        && !Times.precedes(operation, it.add());
  }

  Optional<String> check(Certificate.Apart it) {
    return unless(
        isRead(it.one())
            && isRead(it.other())
            && !isAsMuch(it.one(), it.other())
            && !isAsMuch(it.other(), it.one()),
        "One of the reads may have been first.");
  }

  Optional<String> check(Certificate.Shrunk it) {
    return unless(
        isRead(it.earlier())
            && isRead(it.later())
            && Times.precedes(it.earlier(), it.later())
            && !isAsMuch(it.later(), it.earlier()),
        "The later read lacks nothing that the earlier one found.");
  }

  Optional<String> check(Certificate.Misordered it) {
    Object first = value(it.first());
    Object second = value(it.second());
    boolean shown =
        isRead(it.read())
            && adds(it.first())
            && adds(it.second())
            && Contents.read(it.read()).contains(second)
            && isMissingBefore(it.read(), first, second);
    boolean firstWasFirst =
        history.stream()
            .filter(operation -> contents.mayPut(operation, second))
            .allMatch(put -> Times.precedes(it.first(), put));
    return unless(shown && firstWasFirst, "The read shows them in an order that may be right.");
  }

  private boolean isMissingBefore(Operation read, @Nullable Object first, Object second) {
    List<?> found = Contents.read(read);
    return !found.contains(first)
        || (contents.model() instanceof ListAppend && found.indexOf(second) < found.indexOf(first));
  }

  /** Whether one read found all that the other one did. */
  private boolean isAsMuch(Operation more, Operation less) {
    List<?> larger = Contents.read(more);
    List<?> smaller = Contents.read(less);
    return contents.model() instanceof ListAppend
        ? larger.size() >= smaller.size() && larger.subList(0, smaller.size()).equals(smaller)
        : new HashSet<>(larger).containsAll(smaller);
  }

  private boolean isRead(Operation operation) {
    return operation.f().equals("read")
        && operation.isOk()
        && Contents.result(operation) instanceof List<?>
        && (contents.model() instanceof GrowOnlySet || contents.model() instanceof ListAppend);
  }

  private boolean adds(Operation operation) {
    return contents.mayPut(operation, value(operation));
  }

  private static Object value(Operation operation) {
    return java.util.Objects.requireNonNull(operation.invocation().value());
  }
}
