package minos.check.online;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.check.hard.HardHistory;
import minos.check.hard.Shape;
import minos.check.linear.Linearizability;
import minos.check.search.Effort;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Op;
import minos.history.Operation;
import minos.model.CasRegister;
import minos.model.FifoQueue;
import minos.model.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An object judged again and again by the algorithm made for it")
@DisplayNameGeneration(ReplaceUnderscores.class)
class GatheredTest {
  private static final int HISTORIES = 1_000;
  private static final long MEMORY = 1 << 20;
  private static final Set<Shape.Kind> LET_GO =
      EnumSet.of(Shape.Kind.REGISTER, Shape.Kind.QUEUE, Shape.Kind.LONG_QUEUE);
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  /**
   * Of a set, whether an open addition will have done anything is known only when it returns, so
   * what contradicts may show later.
   */
  @ParameterizedTest
  @EnumSource(Shape.Kind.class)
  void is_judged_as_the_whole_history_is_whatever_was_let_go(Shape.Kind kind) {
    int[] seen = new int[2];
    long letGo = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Op> ops = history(kind, random);
      Gathered gathered = gathered(kind.model(), 1 + random.nextInt(12));

      ops.forEach(gathered::take);
      letGo += gathered.judged();
      gathered.close();

      Verdict whole = Linearizability.ofRecorded(kind.model()).check(new History(ops), AMPLE);
      String which = kind + " seed " + seed;
      Optional<Long> refused = gathered.violation().map(found -> index(found.refused()));
      boolean isAsLate = kind != Shape.Kind.SET || refused.isEmpty();
      assertEquals(
          refused(whole),
          isAsLate ? refused : refused(whole).filter(first -> first <= refused.orElseThrow()),
          () -> which + ":\n" + text(ops));
      seen[whole.validity() == Validity.VALID ? 0 : 1]++;
    }

    assertTrue(seen[0] > HISTORIES / 10, () -> seen[0] + " are valid");
    assertTrue(seen[1] > HISTORIES / 10, () -> seen[1] + " are invalid");
    assertTrue(letGo > 10 * HISTORIES || !LET_GO.contains(kind), letGo + " events were let go");
  }

  private static Optional<Long> refused(Verdict whole) {
    return whole.validity() == Validity.VALID
        ? Optional.empty()
        : whole.parts().getFirst().counterexample().map(found -> index(found.refused()));
  }

  private static long index(Operation operation) {
    return operation.completion().orElseThrow().index();
  }

  /** Of one in two, some results are exchanged. */
  private static List<Op> history(Shape.Kind kind, SplittableRandom random) {
    List<Op> ops = new ArrayList<>();
    HardHistory.record(
        Shape.of(kind, 10 + random.nextInt(90), 2 + random.nextInt(8))
            .crashing(random.nextInt(3) * 0.06)
            .seed(random.nextLong()),
        ops::add);
    List<Integer> told =
        ops.stream()
            .filter(op -> op.type() == Op.Type.OK && op.value() != null)
            .filter(op -> List.of("read", "dequeue", "contains").contains(op.f()))
            .map(op -> (int) op.index())
            .toList();
    for (int lies = random.nextInt(3); lies > 0 && told.size() > 4; lies--) {
      int at = 4 + random.nextInt(told.size() - 4);
      exchange(ops, told.get(at), told.get(at - 1 - random.nextInt(4)));
    }
    return ops;
  }

  private static void exchange(List<Op> ops, int one, int other) {
    Op first = ops.get(one);
    if (first.f().equals("contains") && first.value() instanceof List<?> pair) {
      ops.set(one, with(first, List.of(pair.getFirst(), !(Boolean) pair.getLast())));
      return;
    }
    ops.set(one, with(first, ops.get(other).value()));
    ops.set(other, with(ops.get(other), first.value()));
  }

  private static Op with(Op op, @Nullable Object value) {
    return new Op(
        op.index(), op.time(), op.process(), op.type(), op.f(), op.key(), value, op.extra());
  }

  private static String text(List<Op> ops) {
    return String.join("\n", ops.stream().map(JsonLines::line).toList());
  }

  private static Gathered gathered(Model<?> model, int eventsMin) {
    return new Gathered(
        model,
        configurations -> new Effort(Long.MAX_VALUE / 2, AMPLE, MEMORY),
        configurations -> AMPLE,
        MEMORY,
        eventsMin);
  }

  @Test
  void remembers_what_was_in_a_queue_while_one_began_that_found_nothing() {
    List<Op> ops = new ArrayList<>();
    enqueue(ops, 0, 1);
    invoke(ops, 5, "dequeue", null);
    enqueue(ops, 0, 2);
    dequeue(ops, 0, 1L);
    invoke(ops, 6, "dequeue", null);
    ok(ops, 5, "dequeue", null);
    assertRefused(Optional.empty(), ops);

    dequeue(ops, 1, 2L);

    assertRefused(Optional.of(10L), ops);
  }

  @Test
  void remembers_that_what_crashed_must_have_taken_what_was_in_a_queue() {
    List<Op> ops = new ArrayList<>();
    invoke(ops, 5, "dequeue", null);
    ops.add(op(ops.size(), 5, Op.Type.INFO, "dequeue", null));
    enqueue(ops, 0, 1);
    dequeue(ops, 1, null);
    assertRefused(Optional.empty(), ops);

    dequeue(ops, 1, 1L);

    assertRefused(Optional.of(7L), ops);
  }

  /** Judged after each event. */
  private static void assertRefused(Optional<Long> expected, List<Op> ops) {
    Gathered gathered = gathered(new FifoQueue(), 1);
    ops.forEach(gathered::take);
    assertEquals(expected, gathered.violation().map(found -> index(found.refused())), text(ops));
  }

  private static void enqueue(List<Op> ops, int process, long value) {
    invoke(ops, process, "enqueue", value);
    ok(ops, process, "enqueue", value);
  }

  private static void dequeue(List<Op> ops, int process, @Nullable Object value) {
    invoke(ops, process, "dequeue", null);
    ok(ops, process, "dequeue", value);
  }

  private static void invoke(List<Op> ops, int process, String f, @Nullable Object value) {
    ops.add(op(ops.size(), process, Op.Type.INVOKE, f, value));
  }

  private static void ok(List<Op> ops, int process, String f, @Nullable Object value) {
    ops.add(op(ops.size(), process, Op.Type.OK, f, value));
  }

  @Test
  void is_given_back_where_values_come_again() {
    Gathered gathered = gathered(new CasRegister(), 100);
    List<Op> ops = writes(1, 2, 1);

    ops.forEach(gathered::take);
    gathered.look();

    assertEquals(Optional.of(ops), gathered.givenBack());
  }

  @Test
  void is_not_judged_any_more_where_values_come_again_after_some_were_let_go() {
    Gathered gathered = gathered(new CasRegister(), 1);

    writes(1, 2, 3, 4, 5, 5).forEach(gathered::take);
    gathered.close();

    assertTrue(gathered.judged() > 0);
    assertTrue(gathered.unjudged().orElseThrow().contains("a value came again"));
    assertEquals(Optional.empty(), gathered.givenBack());
  }

  @Test
  void is_not_judged_any_more_where_too_much_would_have_to_be_kept() {
    Gathered gathered = gathered(new CasRegister(), 100);

    for (int i = 0; i < 6_000; i++) {
      gathered.take(op(i, i, Op.Type.INVOKE, i));
    }

    assertTrue(gathered.unjudged().orElseThrow().contains("had to be kept"));
  }

  private static List<Op> writes(int... values) {
    List<Op> ops = new ArrayList<>();
    for (int value : values) {
      ops.add(op(ops.size(), 0, Op.Type.INVOKE, value));
      ops.add(op(ops.size(), 0, Op.Type.OK, value));
    }
    return ops;
  }

  private static Op op(long index, int process, Op.Type type, long value) {
    return op(index, process, type, "write", value);
  }

  private static Op op(long index, int process, Op.Type type, String f, @Nullable Object value) {
    return new Op(index, index, process, type, f, null, value, Map.of());
  }
}
