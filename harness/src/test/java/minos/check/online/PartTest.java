package minos.check.online;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.check.Budget;
import minos.check.search.Effort;
import minos.history.Op;
import minos.model.CasRegister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("Part of a history in which each value is written once")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PartTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  /** A write that never returned, long before the part. */
  private static final Op CRASHED = op(0, 9, Op.Type.INVOKE, "write", 5L);

  /** In which the write is seen to have taken effect. */
  private static final List<Op> EVENTS =
      List.of(
          op(10, 0, Op.Type.INVOKE, "write", 7L),
          op(11, 0, Op.Type.OK, "write", 7L),
          op(12, 0, Op.Type.INVOKE, "read", null),
          op(13, 0, Op.Type.OK, "read", 5L));

  @Test
  void is_explained_by_what_crashed_if_that_may_still_take_effect() {
    Outcome<Optional<Object>> outcome = judged(new Stand<>(Optional.of(8L), Set.of(), Set.of()));

    assertEquals(
        new Outcome.Passed<>(List.of(Stand.still(Optional.of(5L))), Set.of(0L), true), outcome);
  }

  @Test
  void is_not_explained_by_what_crashed_if_that_was_needed_to_explain_what_came_before() {
    Outcome<Optional<Object>> outcome = judged(new Stand<>(Optional.of(8L), Set.of(), Set.of(0L)));

    assertEquals(
        13,
        ((Outcome.Refused<?>) outcome).violation().refused().completion().orElseThrow().index());
  }

  private static Outcome<Optional<Object>> judged(Stand<Optional<Object>> start) {
    return new Part<>(new CasRegister(), List.of(CRASHED), EVENTS, EVENTS.size())
        .judge(List.of(start), new Effort(Long.MAX_VALUE / 2, AMPLE, 1 << 20));
  }

  private static Op op(long index, int process, Op.Type type, String f, @Nullable Object value) {
    return new Op(index, index, process, type, f, null, value, Map.of());
  }
}
