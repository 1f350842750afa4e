package minos.check.proof;

import static minos.check.proof.CertificateCheck.unless;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import minos.history.Operation;
import minos.model.Counter;
import minos.model.Model;

/** The rules of counters to which only positive numbers are added, or only negative ones. */
record CountRules(Model<?> model, List<Operation> history) {

  Optional<String> check(Certificate.Miscounted it) {
    if (!(model instanceof Counter counter) || (hasSign(1) && hasSign(-1))) {
      return Optional.of("The counter goes up and down.");
    }
    OptionalLong count = count(it.read());
    OptionalLong base =
        it.since().isPresent() ? count(it.since().get()) : OptionalLong.of(counter.initialCount());
    if (count.isEmpty() || base.isEmpty()) {
      return Optional.of("The read found no count.");
    }
    if (it.since().isPresent() && !it.isTooMany() && !Times.precedes(it.since().get(), it.read())) {
      return Optional.of("The reads may have happened the other way round.");
    }
    long sign = hasSign(-1) ? -1 : 1;
    long found = sign * Math.subtractExact(count.getAsLong(), base.getAsLong());
    return it.isTooMany()
        ? unless(
            found > sign * sum(possible(it))
                || (it.since().isEmpty() && found < 0)
                || isNoMultiple(found),
            "As much may have been added.")
        : unless(found < sign * sum(certain(it)), "That little may have been added.");
  }

  private Stream<Operation> certain(Certificate.Miscounted it) {
    return additions()
        .filter(add -> Times.precedes(add, it.read()))
        .filter(add -> it.since().map(since -> Times.precedes(since, add)).orElse(true));
  }

  private Stream<Operation> possible(Certificate.Miscounted it) {
    return additions()
        .filter(add -> Times.began(add) < Times.ended(it.read()))
        .filter(add -> it.since().map(since -> !Times.precedes(add, since)).orElse(true));
  }

  /** If always the same is added, no other difference can ever be. */
  private boolean isNoMultiple(long difference) {
    List<Long> units = additions().map(CountRules::added).distinct().toList();
    return units.size() == 1 && units.getFirst() != 0 && difference % units.getFirst() != 0;
  }

  private boolean hasSign(int sign) {
    return additions().anyMatch(add -> Long.signum(added(add)) == sign);
  }

  private Stream<Operation> additions() {
    return history.stream()
        .filter(operation -> !operation.isFailed() && !operation.f().equals("read"));
  }

  private static long sum(Stream<Operation> additions) {
    return additions.mapToLong(CountRules::added).reduce(0, Math::addExact);
  }

  private static long added(Operation operation) {
    return Counter.added(operation.f(), operation.invocation().value()).orElse(0L);
  }

  private static OptionalLong count(Operation read) {
    return read.f().equals("read") && read.isOk() && Contents.result(read) instanceof Long count
        ? OptionalLong.of(count)
        : OptionalLong.empty();
  }
}
