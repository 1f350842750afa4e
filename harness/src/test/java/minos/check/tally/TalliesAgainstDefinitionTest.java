package minos.check.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.linear.Linearizability;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Op;
import minos.history.Operation;
import minos.model.Counter;
import minos.model.GrowOnlySet;
import minos.model.Model;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The checks that count, on random histories")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TalliesAgainstDefinitionTest {
  private static final int HISTORIES = Integer.getInteger("histories", 5_000);
  private static final long SEED = Long.getLong("seed", 0);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  /** What a check refuses must be wrong for whoever knows all that the object does. */
  @Test
  void refuse_nothing_that_is_linearizable() {
    soundness(new GrowOnlySet(), "set", "add", "add", "read");
    soundness(new GrowOnlySet(), "set-full", "add", "add", "read");
    soundness(new GrowOnlySet(), "set-full:linearizable", "add", "add", "read");
    soundness(new Counter(), "counter", "add", "read");
    soundness(new Bag(), "queue", "enqueue", "dequeue", "drain");
    soundness(new Bag(), "total-queue", "enqueue", "dequeue", "drain");
  }

  private static void soundness(Model<?> model, String check, String... fs) {
    int refused = 0;
    int passed = 0;
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      History history = RandomTale.of(new SplittableRandom(seed), model instanceof Counter, fs);
      Verdict verdict = Tallies.named(check).orElseThrow().check(history, AMPLE);
      Validity whole = Linearizability.ofRecorded(model).check(history, AMPLE).validity();
      refused += verdict.validity() == Validity.INVALID ? 1 : 0;
      passed += verdict.validity() == Validity.VALID ? 1 : 0;
      long which = seed;
      assertTrue(
          verdict.validity() != Validity.INVALID || whole == Validity.INVALID,
          () -> "%s, seed %d: %s\n%s".formatted(check, which, verdict.reasons(), text(history)));
    }
    assertTrue(refused > HISTORIES / 50, check + " refused too few: " + refused);
    assertTrue(passed > HISTORIES / 50, check + " passed too few: " + passed);
  }

  @Test
  void find_each_element_that_is_lost_or_stale_by_definition() {
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      History history = RandomTale.of(new SplittableRandom(seed), false, "add", "add", "read");
      for (boolean linearizable : new boolean[] {false, true}) {
        String check = linearizable ? "set-full:linearizable" : "set-full";
        Verdict verdict = Tallies.named(check).orElseThrow().check(history, AMPLE);
        long which = seed;
        assertEquals(
            setFull(history.operations(), linearizable),
            verdict.validity(),
            () -> "%s, seed %d: %s\n%s".formatted(check, which, verdict.reasons(), text(history)));
      }
    }
  }

  private static Validity setFull(List<Operation> operations, boolean linearizable) {
    List<Operation> reads =
        operations.stream().filter(op -> op.f().equals("read") && op.isOk()).toList();
    Set<Object> elements = new HashSet<>();
    operations.stream()
        .filter(op -> op.f().equals("add") && op.isOk())
        .forEach(op -> elements.add(Objects.requireNonNull(op.invocation().value())));
    reads.forEach(read -> elements.addAll(list(read)));
    Validity worst = reads.isEmpty() || elements.isEmpty() ? Validity.UNKNOWN : Validity.VALID;
    for (Object element : reads.isEmpty() ? Set.of() : elements) {
      worst = worst.and(element(element, operations, reads, linearizable));
    }
    return worst;
  }

  private static Validity element(
      Object element, List<Operation> operations, List<Operation> reads, boolean linearizable) {
    List<Operation> adds =
        operations.stream()
            .filter(op -> op.f().equals("add") && element.equals(op.invocation().value()))
            .toList();
    List<Operation> present = reads.stream().filter(read -> list(read).contains(element)).toList();
    boolean fromNowhere =
        present.stream()
            .anyMatch(read ->
                adds.stream().allMatch(add -> add.invocation().index() > end(read))
                    || adds.stream().allMatch(Operation::isFailed));
    long known = Long.MAX_VALUE;
    for (Operation add : adds) {
      known = add.isOk() ? Math.min(known, end(add)) : known;
    }
    for (Operation read : present) {
      known = Math.min(known, end(read));
    }
    long lastPresent = present.isEmpty() ? -1 : present.getLast().invocation().index();
    long lastAbsent =
        reads.stream()
            .filter(read -> !list(read).contains(element))
            .mapToLong(read -> read.invocation().index())
            .max()
            .orElse(-1);
    boolean stable = lastPresent > lastAbsent;
    boolean missed = lastAbsent > known;
    if (fromNowhere || (missed && !stable) || (missed && linearizable)) {
      return Validity.INVALID;
    }
    return stable ? Validity.VALID : Validity.UNKNOWN;
  }

  @Test
  void hold_each_read_of_a_counter_to_its_bounds_by_definition() {
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      History history = RandomTale.of(new SplittableRandom(seed), true, "add", "add", "read");
      Verdict verdict = Tallies.named("counter").orElseThrow().check(history, AMPLE);
      long which = seed;
      assertEquals(
          counter(history.operations()),
          verdict.validity(),
          () -> "seed " + which + verdict.reasons() + "\n" + text(history));
    }
  }

  private static Validity counter(List<Operation> operations) {
    Validity worst = Validity.UNKNOWN;
    for (Operation read : operations) {
      if (!read.f().equals("read") || !read.isOk()) {
        continue;
      }
      worst = worst == Validity.UNKNOWN ? Validity.VALID : worst;
      long least = 0;
      long most = 0;
      for (Operation add : operations) {
        if (!add.f().equals("add") || add.isFailed() || add.invocation().index() > end(read)) {
          continue;
        }
        long value = (Long) Objects.requireNonNull(add.invocation().value());
        boolean certain = add.isOk() && end(add) < read.invocation().index();
        least += certain ? value : Math.min(0, value);
        most += certain ? value : Math.max(0, value);
      }
      long found = (Long) Objects.requireNonNull(read.completion().orElseThrow().value());
      worst = found < least || found > most ? Validity.INVALID : worst;
    }
    return worst;
  }

  private static List<?> list(Operation read) {
    return (List<?>) Objects.requireNonNull(read.completion().orElseThrow().value());
  }

  private static long end(Operation operation) {
    return operation.completion().map(Op::index).orElse(Long.MAX_VALUE);
  }

  private static String text(History history) {
    return String.join("\n", history.ops().stream().map(JsonLines::line).toList());
  }
}
