package minos.check.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.check.calls.Calls;
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

@DisplayName("Calls of unknown outcome that may still help")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CrashedTest {
  private final List<Op> ops = new ArrayList<>();
  private final Layout.Judged judged = readTwiceOfTwoCrashedWrites();
  private final Calls calls = judged.calls();
  private final Crashed crashed = new Crashed(calls, judged.steps(), true, false);

  /** Two writes of 7 crash, and one of 8; then 7 is read, and much later 8. */
  private Layout.Judged readTwiceOfTwoCrashedWrites() {
    add(0, Op.Type.INVOKE, "write", 7L);
    add(1, Op.Type.INVOKE, "write", 7L);
    add(2, Op.Type.INVOKE, "write", 8L);
    add(3, Op.Type.INVOKE, "read", null);
    add(3, Op.Type.OK, "read", 7L);
    add(3, Op.Type.INVOKE, "read", null);
    add(3, Op.Type.OK, "read", 8L);
    return new Layout(new CasRegister(), Columns.of(new History(ops))).judged(0);
  }

  private void add(int process, Op.Type type, String f, @Nullable Object value) {
    ops.add(new Op(ops.size(), ops.size(), process, type, f, null, value, Map.of()));
  }

  private int kind(int call) {
    return calls.kind()[call];
  }

  private void invokeAll() {
    for (int call = 0; call < 3; call++) {
      crashed.invoke(call, kind(call));
    }
  }

  @Test
  void stand_in_for_each_other_in_order_of_invocation() {
    invokeAll();
    long[] configuration = new long[1];

    int first = crashed.unused(kind(0), configuration, 0);
    configuration[0] |= 1L << first;
    int second = crashed.unused(kind(0), configuration, 0);

    assertEquals(0, crashed.call(first));
    assertEquals(1, crashed.call(second));
    configuration[0] |= 1L << second;
    assertEquals(-1, crashed.unused(kind(0), configuration, 0));
  }

  @Test
  void are_used_up_once_nobody_needs_what_they_left() {
    invokeAll();
    long[] configuration = new long[1];

    crashed.advance(calls.returned()[4]);
    crashed.markRetired(configuration, 0);

    assertEquals(1, crashed.active());
    assertEquals(kind(2), crashed.active(0));
    assertEquals(-1, crashed.unused(kind(0), configuration, 0));
    assertEquals(2, crashed.call(crashed.unused(kind(2), configuration, 0)));
  }

  @Test
  void are_there_again_when_the_search_goes_back_to_where_they_were_needed() {
    invokeAll();
    crashed.advance(calls.returned()[4]);
    long[] configuration = new long[1];

    crashed.retreat(calls.returned()[3]);
    crashed.markRetired(configuration, 0);

    assertEquals(2, crashed.active());
    assertEquals(0, crashed.call(crashed.unused(kind(0), configuration, 0)));
  }

  @Test
  void are_not_there_again_when_they_had_not_begun_by_then() {
    crashed.advance(calls.returned()[4]);

    crashed.retreat(calls.returned()[3]);

    assertEquals(0, crashed.active());
  }

  @Test
  void are_not_there_while_the_search_is_back_before_their_beginning() {
    invokeAll();

    crashed.uninvoke(1, kind(1));
    assertEquals(2, crashed.active());
    crashed.uninvoke(0, kind(0));

    assertEquals(1, crashed.active());
    assertEquals(-1, crashed.unused(kind(0), new long[1], 0));
  }
}
