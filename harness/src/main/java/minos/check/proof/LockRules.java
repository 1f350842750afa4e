package minos.check.proof;

import static minos.check.proof.CertificateCheck.unless;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minos.history.Operation;
import minos.model.FencedLock;
import minos.model.Model;

/** The rules of locks that give each holder a number greater than all before. */
record LockRules(Model<?> model, List<Operation> history) {

  Optional<String> check(Certificate.HeldTwice it) {
    if (!isAcquire(it.first()) || !isAcquire(it.second()) || it.first().equals(it.second())) {
      return Optional.of("They are not two that certainly acquired the lock.");
    }
    long end = Math.max(Times.ended(it.first()), Times.ended(it.second()));
    return unless(
        history.stream()
            .filter(operation -> operation.f().equals("release") && !operation.isFailed())
            .filter(release -> Times.began(release) < end)
            .allMatch(release ->
                Times.precedes(release, it.first()) && Times.precedes(release, it.second())),
        "The lock may have been released in between.");
  }

  Optional<String> check(Certificate.TokenFell it) {
    OptionalLong earlier = token(it.earlier());
    OptionalLong later = token(it.later());
    if (earlier.isEmpty() || later.isEmpty() || it.earlier().equals(it.later())) {
      return Optional.of("They do not tell of two tokens.");
    }
    boolean fell = earlier.getAsLong() > later.getAsLong();
    boolean same = earlier.getAsLong() == later.getAsLong();
    boolean isOrdered = Times.precedes(it.earlier(), it.later());
    return unless(
        isOrdered
            ? fell || (same && isAcquire(it.later()))
            : same && isAcquire(it.earlier()) && isAcquire(it.later()),
        "The token may have grown.");
  }

  private boolean isAcquire(Operation operation) {
    return model instanceof FencedLock && operation.f().equals("acquire") && operation.isOk();
  }

  /** That the lock had while the operation took effect. */
  private OptionalLong token(Operation operation) {
    Object said =
        operation.f().equals("release")
            ? operation.invocation().value()
            : Contents.result(operation);
    return model instanceof FencedLock && operation.isOk() && said instanceof Long token
        ? OptionalLong.of(token)
        : OptionalLong.empty();
  }
}
