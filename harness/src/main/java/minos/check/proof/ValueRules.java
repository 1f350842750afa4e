package minos.check.proof;

import static minos.check.proof.CertificateCheck.CONFIRMED;
import static minos.check.proof.CertificateCheck.unless;

import java.util.List;
import java.util.Optional;
import minos.history.Operation;
import org.jspecify.annotations.Nullable;

/** The rules of values that somebody puts into an object, and others find there. */
record ValueRules(Contents contents, List<Operation> history) {

  Optional<String> check(Certificate.Unfounded it) {
    if (!contents.found(it.finder(), it.value())) {
      return Optional.of("The finder did not find the value.");
    }
    return unless(
        !contents.isThereAtFirst(it.finder()) && sources(it.value(), it.finder()).isEmpty(),
        "The value was there at first, or may have been put there in time.");
  }

  Optional<String> check(Certificate.Overwritten it) {
    if (!contents.found(it.finder(), it.value())) {
      return Optional.of("The finder did not find the value.");
    }
    if (!contents.replaces(it.since(), it.value()) || !Times.precedes(it.since(), it.finder())) {
      return Optional.of("The value was not certainly replaced before the finder began.");
    }
    return sources(it.value(), it.finder()).stream()
        .filter(source -> !Times.precedes(source, it.since()))
        .map(source -> "The value may have been put there after it was replaced.")
        .findFirst();
  }

  Optional<String> check(Certificate.TakenTwice it) {
    long takers =
        it.takers().stream().distinct().filter(op -> contents.takes(op, it.value())).count();
    long puts =
        history.stream().filter(operation -> contents.mayPut(operation, it.value())).count();
    long there = puts + (it.takers().stream().anyMatch(contents::isThereAtFirst) ? 1 : 0);
    return takers > there
        ? CONFIRMED
        : Optional.of("It was taken %d times, and was there %d times.".formatted(takers, there));
  }

  /** All others that may have put the value there before the finder ended. */
  private List<Operation> sources(@Nullable Object value, Operation finder) {
    return history.stream()
        .filter(operation -> !operation.equals(finder))
        .filter(operation -> Times.began(operation) < Times.ended(finder))
        .filter(operation -> contents.mayPut(operation, value))
        .toList();
  }
}
