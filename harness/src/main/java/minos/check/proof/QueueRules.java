package minos.check.proof;

import static minos.check.proof.CertificateCheck.CONFIRMED;
import static minos.check.proof.CertificateCheck.unless;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import minos.history.Operation;
import minos.model.FifoQueue;

/** The rules of queues into which no value is put twice. */
record QueueRules(Contents contents, List<Operation> history) {

  Optional<String> check(Certificate.Overtaken it) {
    Object value = value(it.enqueue());
    if (!(contents.model() instanceof FifoQueue)
        || !isOnlyEnqueue(it.enqueue())
        || !contents.found(it.dequeue(), value)) {
      return Optional.of("The value came out by another way, or may have.");
    }
    long end = Times.ended(it.dequeue());
    long unseen = 0;
    for (Operation enqueue : Set.copyOf(it.ahead())) {
      if (!isOnlyEnqueue(enqueue) || !Times.precedes(enqueue, it.enqueue())) {
        return Optional.of("What is said to be ahead was not certainly put in before.");
      }
      Optional<Operation> taker = taker(value(enqueue));
      if (taker.isPresent() && Times.began(taker.get()) > end) {
        return CONFIRMED;
      }
      unseen += taker.isPresent() ? 0 : 1;
    }
    long unknown =
        dequeues().filter(dequeue -> !dequeue.isOk() && Times.began(dequeue) < end).count();
    return unless(unseen > unknown, "All that was ahead may have been taken in time.");
  }

  Optional<String> check(Certificate.NeverEmpty it) {
    if (!(contents.model() instanceof FifoQueue)
        || !it.dequeue().f().equals("dequeue")
        || !it.dequeue().isOk()
        || Contents.result(it.dequeue()) != null) {
      return Optional.of("It did not find the queue empty.");
    }
    long end = Times.ended(it.dequeue());
    if (dequeues().anyMatch(other -> !other.isOk() && Times.began(other) < end)) {
      return Optional.of("A dequeue of unknown outcome may have emptied the queue.");
    }
    List<long[]> inside = new ArrayList<>();
    for (Operation enqueue : it.inside()) {
      if (enqueue.f().equals("enqueue") && isOnlyEnqueue(enqueue)) {
        long taken = taker(value(enqueue)).map(Times::began).orElse(Times.NEVER);
        inside.add(new long[] {Times.ended(enqueue), taken});
      }
    }
    inside.sort((one, other) -> Long.compare(one[0], other[0]));
    long filled = Times.began(it.dequeue());
    for (long[] span : inside) {
      filled = span[0] <= filled ? Math.max(filled, span[1]) : filled;
    }
    return filled >= end ? CONFIRMED : Optional.of("The queue may have been empty for a moment.");
  }

  private Stream<Operation> dequeues() {
    return history.stream()
        .filter(operation -> operation.f().equals("dequeue") && !operation.isFailed());
  }

  /** Who is known to have taken it. */
  private Optional<Operation> taker(Object value) {
    return dequeues().filter(dequeue -> contents.found(dequeue, value)).findFirst();
  }

  private boolean isOnlyEnqueue(Operation enqueue) {
    return history.stream().filter(operation -> contents.mayPut(operation, value(enqueue))).count()
            == 1
        && contents.mayPut(enqueue, value(enqueue));
  }

  private static Object value(Operation enqueue) {
    return Objects.requireNonNull(enqueue.invocation().value());
  }
}
