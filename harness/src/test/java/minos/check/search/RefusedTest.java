package minos.check.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.check.Budget;
import minos.check.calls.Layout;
import minos.history.Columns;
import minos.history.History;
import minos.history.Op;
import minos.model.CasRegister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A call that no order explains")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RefusedTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  private final List<Op> ops = new ArrayList<>();

  /** 6 may have come before 5 or after it, then two swaps need each other. */
  @Test
  void may_have_met_what_was_written_and_never_seen() {
    add(0, Op.Type.INVOKE, "write", 5L);
    add(1, Op.Type.INVOKE, "write", 6L);
    add(2, Op.Type.INVOKE, "read", null);
    add(2, Op.Type.OK, "read", 5L);
    add(0, Op.Type.OK, "write", 5L);
    add(1, Op.Type.OK, "write", 6L);
    add(3, Op.Type.INVOKE, "cas", List.of(1L, 2L));
    add(4, Op.Type.INVOKE, "cas", List.of(2L, 1L));
    add(3, Op.Type.OK, "cas", List.of(1L, 2L));
    add(4, Op.Type.OK, "cas", List.of(2L, 1L));
    Layout.Judged judged = new Layout(new CasRegister(), Columns.of(new History(ops))).judged(0);

    for (Reductions way :
        List.of(Reductions.ALL, Reductions.ALL.withoutGlance(), Reductions.NONE)) {
      Finding found =
          Search.search(
              judged.calls(),
              judged.steps(),
              new Effort(Long.MAX_VALUE, AMPLE, Long.MAX_VALUE),
              way);

      Finding.Refused refused = (Finding.Refused) found;
      assertEquals(3, refused.call(), way::toString);
      assertEquals(Set.of("5", "6"), Set.copyOf(refused.possible()), way::toString);
    }
  }

  private void add(int process, Op.Type type, String f, @Nullable Object value) {
    ops.add(new Op(ops.size(), ops.size(), process, type, f, null, value, Map.of()));
  }
}
