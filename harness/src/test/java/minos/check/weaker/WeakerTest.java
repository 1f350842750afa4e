package minos.check.weaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import minos.check.Budget;
import minos.check.Checker;
import minos.check.Limits;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.linear.Linearizability;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Op;
import minos.history.Operation;
import minos.model.Call;
import minos.model.CasRegister;
import minos.model.FifoQueue;
import minos.model.Model;
import minos.model.Register;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What asks for less than linearizability")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WeakerTest {
  private static final int HISTORIES = Integer.getInteger("histories", 5_000);
  private static final long SEED = Long.getLong("seed", 0);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  /** One process a write each second, then another reads at second 10. */
  private static History readAtTen(@Nullable Object value) {
    List<Op> ops = new ArrayList<>();
    for (long second = 1; second <= 4; second++) {
      add(ops, 2 * second, 0, Op.Type.INVOKE, "write", "x", second);
      add(ops, 2 * second + 1, 0, Op.Type.OK, "write", "x", second);
    }
    add(ops, 10, 1, Op.Type.INVOKE, "read", "x", null);
    add(ops, 11, 1, Op.Type.OK, "read", "x", value);
    return new History(ops);
  }

  private static void add(
      List<Op> ops,
      long second,
      int process,
      Op.Type type,
      String f,
      String key,
      @Nullable Object value) {
    ops.add(new Op(ops.size(), second * 1_000_000_000L, process, type, f, key, value, Map.of()));
  }

  @Test
  void a_read_may_be_as_old_as_it_is_told_and_no_older() {
    assertEquals(Validity.VALID, byTime(readAtTen(4L), 1).validity());
    assertEquals(Validity.INVALID, byTime(readAtTen(3L), 0.9).validity());
    assertEquals(Validity.VALID, byTime(readAtTen(3L), 1).validity(), "4 was written at 9 s");
    assertEquals(Validity.INVALID, byTime(readAtTen(2L), 2.9).validity());
    assertEquals(Validity.VALID, byTime(readAtTen(2L), 3).validity());
    assertEquals(Validity.INVALID, byTime(readAtTen(9L), 100).validity(), "nobody wrote that");
  }

  @Test
  void a_read_may_be_as_many_versions_behind_as_it_is_told_and_no_more() {
    for (long value = 1; value <= 4; value++) {
      for (int versions = 0; versions <= 4; versions++) {
        Verdict verdict =
            BoundedStaleness.byVersions(new Register(), versions).check(readAtTen(value), AMPLE);
        assertEquals(4 - value <= versions ? Validity.VALID : Validity.INVALID, verdict.validity());
      }
    }
  }

  @Test
  void what_changes_nothing_is_no_version() {
    List<Op> ops = new ArrayList<>();
    for (long value : new long[] {1, 2, 2}) {
      does(ops, 0, "write", value);
    }
    reads(ops, 1, "x", 1L);

    assertEquals(Validity.VALID, byVersions(new History(ops), 1).validity());
    assertEquals(Validity.INVALID, byVersions(new History(ops), 0).validity());
  }

  @Test
  void only_reads_may_be_old() {
    List<Op> ops = new ArrayList<>();
    does(ops, 0, "write", 1L);
    does(ops, 0, "write", 2L);
    does(ops, 1, "cas", List.of(1L, 3L));

    assertEquals(Validity.INVALID, byVersions(new History(ops), 1).validity());
    assertEquals(
        Validity.INVALID,
        BoundedStaleness.byTime(new CasRegister(), Duration.ofSeconds(100), "100s")
            .check(new History(ops), AMPLE)
            .validity());
  }

  private static void does(List<Op> ops, int process, String f, Object value) {
    add(ops, ops.size(), process, Op.Type.INVOKE, f, "x", value);
    add(ops, ops.size(), process, Op.Type.OK, f, "x", value);
  }

  private static Verdict byVersions(History history, int versions) {
    return BoundedStaleness.byVersions(new CasRegister(), versions).check(history, AMPLE);
  }

  @Test
  void says_how_old_a_read_may_have_been_and_which_operation_was_older() {
    Verdict verdict = byTime(readAtTen(2L), 1);

    assertEquals("bounded-staleness:1.0s", verdict.checker());
    assertTrue(
        verdict
            .reasons()
            .getFirst()
            .startsWith(
                "bounded-staleness:1.0s key x: Even if reads may be 1.0s old: process 1 read 2"
                    + " (ops 8-9), but"),
        verdict.reasons()::toString);
  }

  @Test
  void is_unknown_by_time_where_the_history_has_none() {
    List<Op> ops = new ArrayList<>();
    add(ops, 0, 0, Op.Type.INVOKE, "read", "x", null);
    add(ops, 0, 0, Op.Type.OK, "read", "x", null);

    assertEquals(Validity.UNKNOWN, byTime(new History(ops), 1).validity());
  }

  private static Verdict byTime(History history, double seconds) {
    return BoundedStaleness.byTime(
            new Register(), Duration.ofNanos((long) (seconds * 1e9)), seconds + "s")
        .check(history, AMPLE);
  }

  @Test
  void two_processes_may_see_writes_of_two_keys_late_but_not_in_opposite_orders() {
    List<Op> ops = new ArrayList<>();
    int process = 0;
    for (String write : List.of("x", "y")) {
      add(ops, ops.size(), process, Op.Type.INVOKE, "write", write, 1L);
      add(ops, ops.size(), process++, Op.Type.OK, "write", write, 1L);
    }
    reads(ops, 2, "x", 1L);
    reads(ops, 2, "y", null);
    assertEquals(Validity.VALID, sequential(new History(ops)).validity(), "y is seen late");
    assertEquals(
        Validity.INVALID,
        Linearizability.ofRecorded(new Register()).check(new History(ops), AMPLE).validity());
    reads(ops, 3, "y", 1L);
    reads(ops, 3, "x", null);

    Verdict verdict = sequential(new History(ops));

    assertEquals(Validity.INVALID, verdict.validity());
    assertTrue(
        verdict
            .reasons()
            .getFirst()
            .contains("process 3's read of key x of null (ops 10-11) meets 1"),
        verdict.reasons()::toString);
  }

  private static void reads(List<Op> ops, int process, String key, @Nullable Object value) {
    add(ops, ops.size(), process, Op.Type.INVOKE, "read", key, null);
    add(ops, ops.size(), process, Op.Type.OK, "read", key, value);
  }

  private static Verdict sequential(History history) {
    return new Sequential(new Register()).check(history, AMPLE);
  }

  @Test
  void stops_where_its_memory_ends() {
    SplittableRandom random = new SplittableRandom(1);
    History history = RandomPrograms.of(random, 60, 6, "write", "read");
    Budget tiny = new Budget(new Limits(Duration.ofHours(1), 1 << 12), () -> 0L);

    Verdict verdict = new Sequential(new Register()).check(history, tiny);

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertTrue(verdict.reasons().getFirst().startsWith("The memory for checking ran out"));
  }

  @Test
  void stops_when_its_time_is_over() {
    SplittableRandom random = new SplittableRandom(1);
    History history = RandomPrograms.of(random, 60, 6, "write", "read");
    AtomicLong clock = new AtomicLong();

    Verdict verdict =
        new Sequential(new Register())
            .check(history, new Budget(Duration.ofNanos(3), clock::incrementAndGet));

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertTrue(verdict.reasons().getFirst().startsWith("The time for checking ran out"));
    assertTrue(
        verdict.reasons().getFirst().contains(" 3,072 configurations were looked at; of "),
        verdict.reasons()::toString);
  }

  @Test
  void judges_nothing_where_nothing_happened_or_the_model_does_not_know_it() {
    List<Op> failed = new ArrayList<>();
    add(failed, 0, 0, Op.Type.INVOKE, "write", "x", 1L);
    add(failed, 1, 0, Op.Type.FAIL, "write", "x", 1L);
    List<Op> odd = new ArrayList<>();
    does(odd, 0, "enqueue", 1L);

    assertEquals(Validity.UNKNOWN, sequential(new History(List.of())).validity());
    assertEquals(Validity.VALID, sequential(new History(failed)).validity());
    assertEquals(Validity.UNKNOWN, sequential(new History(odd)).validity());
    assertTrue(
        sequential(new History(odd))
            .reasons()
            .getFirst()
            .startsWith("Nothing was judged: at index 0, "));
  }

  @Test
  void sequential_agrees_with_brute_force_over_all_orders() {
    agrees(new Register(), "read", "write");
    agrees(new CasRegister(), "read", "write", "cas");
    agrees(new FifoQueue(), "enqueue", "dequeue");
  }

  private static <S> void agrees(Model<S> model, String... fs) {
    int invalid = 0;
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      History history = RandomPrograms.of(random, 2 + random.nextInt(7), 3, fs);
      Verdict verdict = new Sequential(model).check(history, AMPLE);
      boolean expected = explains(model, happened(history), new HashMap<>());
      invalid += expected ? 0 : 1;
      assertEquals(
          expected ? Validity.VALID : Validity.INVALID,
          verdict.validity(),
          () -> model.name() + verdict.reasons() + "\n" + text(history));
    }
    assertTrue(invalid > HISTORIES / 20, model.name() + ": too few are invalid: " + invalid);
    assertTrue(invalid < HISTORIES * 19 / 20, model.name() + ": too few are valid");
  }

  private static List<Operation> happened(History history) {
    return history.operations().stream().filter(operation -> !operation.isFailed()).toList();
  }

  /** By definition: the next of any process, or none of what is not known to have happened. */
  private static <S> boolean explains(Model<S> model, List<Operation> left, Map<Object, S> states) {
    if (left.stream().noneMatch(Operation::isOk)) {
      return true;
    }
    for (Operation next : List.copyOf(left)) {
      boolean isFirst =
          left.stream()
              .filter(other -> other.process() == next.process())
              .findFirst()
              .orElseThrow()
              .equals(next);
      if (!isFirst) {
        continue;
      }
      Object key = String.valueOf(next.key());
      Call call =
          new Call(
              next.f(),
              next.invocation().value(),
              next.isOk(),
              next.isOk() ? next.completion().orElseThrow().value() : null);
      Optional<S> after = model.step(states.getOrDefault(key, model.initial()), call);
      if (after.isPresent()) {
        List<Operation> rest = new ArrayList<>(left);
        rest.remove(next);
        Map<Object, S> changed = new HashMap<>(states);
        changed.put(key, after.get());
        if (explains(model, rest, changed)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void staleness_of_nothing_is_linearizability() {
    for (long seed = SEED; seed < SEED + HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      History history = RandomPrograms.of(random, 2 + random.nextInt(7), 3, "read", "write", "cas");
      Validity linear =
          Linearizability.ofRecorded(new CasRegister()).check(history, AMPLE).validity();
      Checker strict = BoundedStaleness.byVersions(new CasRegister(), 0);
      assertEquals(linear, strict.check(history, AMPLE).validity(), text(history));
      if (linear == Validity.VALID) {
        assertEquals(
            Validity.VALID, new Sequential(new CasRegister()).check(history, AMPLE).validity());
        assertEquals(
            Validity.VALID,
            BoundedStaleness.byTime(new CasRegister(), Duration.ofNanos(3), "3ns")
                .check(history, AMPLE)
                .validity());
      }
    }
  }

  private static String text(History history) {
    return String.join("\n", history.ops().stream().map(JsonLines::line).toList());
  }
}
