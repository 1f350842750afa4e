package minos.check.online;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.linear.Linearizability;
import minos.history.History;
import minos.history.JsonLines;
import minos.history.Op;
import minos.model.CasRegister;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("What one part of a history leaves to the next")
@DisplayNameGeneration(ReplaceUnderscores.class)
class CutsTest {
  private static final long LOOK = 250_000_000;
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  private final Monitor monitor = Monitor.ofRun(new CasRegister());
  private final List<Op> ops = new ArrayList<>();
  private long now;

  @Test
  void a_write_that_had_returned_before_another_began_is_not_the_last() {
    BiConsumer<CutsTest, Long> history =
        (it, last) -> {
          it.invoke(1, "write", 2L);
          it.write(0, 1);
          it.write(0, 3);
          it.ok(1, "write", 2L);
          it.cut();
          it.read(0, last);
          it.cut();
        };

    judge(Validity.INVALID, it -> history.accept(it, 1L));
    judge(Validity.VALID, it -> history.accept(it, 2L));
    judge(Validity.VALID, it -> history.accept(it, 3L));
  }

  @Test
  void a_value_that_was_read_before_another_was_written_for_certain_is_not_the_last() {
    BiConsumer<CutsTest, Long> history =
        (it, last) -> {
          it.write(0, 3);
          it.invoke(1, "write", 2L);
          it.read(0, 3);
          it.ok(1, "write", 2L);
          it.cut();
          it.read(0, last);
          it.cut();
        };

    judge(Validity.VALID, it -> history.accept(it, 2L));
    judge(Validity.INVALID, it -> history.accept(it, 3L));
  }

  @Test
  void a_value_that_was_read_last_may_be_the_last_as_well_as_one_that_nobody_saw() {
    BiConsumer<CutsTest, Long> history =
        (it, last) -> {
          it.invoke(1, "write", 2L);
          it.write(0, 3);
          it.read(0, 3);
          it.ok(1, "write", 2L);
          it.cut();
          it.read(0, last);
          it.cut();
        };

    judge(Validity.VALID, it -> history.accept(it, 2L));
    judge(Validity.VALID, it -> history.accept(it, 3L));
  }

  @Test
  void an_open_write_that_was_seen_before_the_cut_is_not_done_again_after_it() {
    judge(
        Validity.INVALID,
        it -> {
          it.invoke(9, "write", 1L);
          it.read(0, 1);
          it.write(0, 2);
          it.hangsWhile(() -> it.ok(9, "write", 1L));
          it.read(0, 1);
          it.cut();
        });
  }

  @Test
  void an_open_write_that_nobody_saw_before_the_cut_may_be_done_after_it() {
    judge(
        Validity.VALID,
        it -> {
          it.invoke(9, "write", 1L);
          it.write(0, 2);
          it.hangsWhile(() -> {
            it.read(0, 1);
            it.ok(9, "write", 1L);
          });
          it.read(0, 1);
          it.cut();
        });
  }

  @Test
  void an_open_write_that_was_seen_is_not_done_again_where_the_next_part_is_simple() {
    judge(
        Validity.INVALID,
        it -> {
          it.invoke(9, "write", 1L);
          it.read(0, 1);
          it.write(0, 2);
          it.hangsWhile(() -> it.ok(9, "write", 1L));
          it.read(0, 1);
          it.ok(8, "write", 8L);
          it.cut();
        });
  }

  @Test
  void an_open_write_may_have_come_just_before_one_that_hides_it() {
    judge(
        Validity.VALID,
        it -> {
          it.invoke(9, "write", 1L);
          it.invoke(0, "write", 2L);
          it.read(1, 2);
          it.ok(0, "write", 2L);
          it.hangsWhile(() -> it.ok(9, "write", 1L));
          it.fail(8, "write", 8L);
          it.cut();
          it.read(0, 2);
          it.cut();
        });
  }

  /** Two reads of 1 and 3, while 1 and 3 are written, and 0 may once be swapped for 1. */
  private void readWhileWriting() {
    write(0, 0);
    crash(7, "cas", List.of(0L, 1L));
    cut();
    invoke(1, "write", 1L);
    invoke(2, "write", 3L);
    read(0, 1);
    read(0, 3);
    ok(1, "write", 1L);
    ok(2, "write", 3L);
    cut();
  }

  @Test
  void what_crashed_and_explains_one_of_two_last_values_is_used_up_only_with_that_one() {
    judge(
        Validity.INVALID,
        it -> {
          it.readWhileWriting();
          it.read(0, 1);
          it.write(0, 0);
          it.read(0, 1);
          it.cut();
        });
    judge(
        Validity.VALID,
        it -> {
          it.readWhileWriting();
          it.read(0, 3);
          it.write(0, 0);
          it.read(0, 1);
          it.cut();
        });
  }

  @Test
  void swaps_that_crashed_follow_each_other_however_long_ago_they_began() {
    BiConsumer<CutsTest, Boolean> history =
        (it, linked) -> {
          it.write(0, 0);
          it.crash(5, "cas", List.of(0L, 1L));
          it.crash(6, "cas", List.of(linked ? 1L : 4L, 2L));
          it.crash(7, "cas", List.of(2L, 3L));
          it.cut();
          it.read(0, 0);
          it.cut();
          it.read(0, 3);
          it.cut();
        };

    judge(Validity.VALID, it -> history.accept(it, true));
    judge(Validity.INVALID, it -> history.accept(it, false));
  }

  private static void judge(Validity expected, Consumer<CutsTest> history) {
    CutsTest it = new CutsTest();
    history.accept(it);
    String text = String.join("\n", it.ops.stream().map(JsonLines::line).toList());
    assertEquals(
        expected,
        new Linearizability(new CasRegister()).check(new History(it.ops), AMPLE).validity(),
        () -> "as a whole:\n" + text);
    assertEquals(expected, it.monitor.close().validity(), () -> "in parts:\n" + text);
  }

  /** The cut is where process 8 begins, while others may be open of which the end is known. */
  private void hangsWhile(Runnable more) {
    invoke(8, "write", 8L);
    more.run();
    cut();
  }

  private void write(int process, long value) {
    invoke(process, "write", value);
    ok(process, "write", value);
  }

  private void read(int process, long value) {
    invoke(process, "read", null);
    ok(process, "read", value);
  }

  private void crash(int process, String f, Object value) {
    invoke(process, f, value);
    take(process, Op.Type.INFO, f, value, null);
  }

  private void invoke(int process, String f, @Nullable Object value) {
    take(process, Op.Type.INVOKE, f, value, null);
  }

  private void ok(int process, String f, @Nullable Object value) {
    take(process, Op.Type.OK, f, value, null);
  }

  private void fail(int process, String f, @Nullable Object value) {
    take(process, Op.Type.FAIL, f, value, null);
  }

  /** Time goes by, in which all is judged that can be. */
  private void cut() {
    now += LOOK;
    take(100, Op.Type.INVOKE, "read", null, "other");
    take(100, Op.Type.OK, "read", null, "other");
  }

  private void take(
      int process, Op.Type type, String f, @Nullable Object value, @Nullable String key) {
    Op op = new Op(ops.size(), now, process, type, f, key, value, Map.of());
    ops.add(op);
    var unused = monitor.take(op);
  }
}
