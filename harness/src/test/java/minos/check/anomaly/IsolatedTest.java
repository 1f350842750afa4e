package minos.check.anomaly;

import static minos.check.anomaly.Play.append;
import static minos.check.anomaly.Play.read;
import static minos.check.anomaly.Play.reads;
import static minos.check.anomaly.Play.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import minos.history.History;
import minos.history.Op;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A history of transactions")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IsolatedTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  /** Each anomaly alone, and the weakest models that it rules out. */
  static Stream<Arguments> anomalies() {
    return Stream.of(Anomalies.values())
        .map(anomaly -> Arguments.of(anomaly.label(), anomaly.play(), anomaly.rulesOut()));
  }

  @ParameterizedTest(name = "with a {0} breaks {2}")
  @MethodSource("anomalies")
  void breaks_the_models_that_bar_its_anomaly_and_no_others(
      String anomaly, Play play, List<String> weakest) {
    for (Isolation isolation : Isolation.all()) {
      Verdict verdict = check(isolation, play);
      boolean broken =
          weakest.stream()
              .map(name -> Isolation.named(name).orElseThrow())
              .anyMatch(isolation::isAtLeast);

      assertEquals(
          broken ? Validity.INVALID : Validity.VALID,
          verdict.validity(),
          () -> isolation.name() + ": " + verdict.reasons());
      if (broken) {
        assertTrue(
            verdict.reasons().stream().anyMatch(reason -> reason.startsWith(anomaly + ": ")),
            () -> isolation.name() + ": " + verdict.reasons());
        assertEquals(
            "Ruled out are " + String.join(", ", weakest) + " and whatever is stronger.",
            verdict.reasons().getLast());
      }
    }
  }

  @Test
  void that_has_no_time_left_is_unknown() {
    Play play = new Play().ok(0, 2, append("x", 1), append("y", 2));
    long[] clock = {0};

    Verdict verdict =
        new Isolated(Isolation.STRICT_SERIALIZABLE)
            .check(play.history(), new Budget(Duration.ofNanos(1), () -> clock[0]++));

    assertEquals(Validity.UNKNOWN, verdict.validity());
    assertTrue(
        verdict.reasons().getFirst().contains("the time for checking ran out"), verdict::toString);
  }

  @Test
  void tells_who_must_come_before_whom_and_why() {
    Play play =
        new Play()
            .ok(0, 2, append("x", 1), append("y", 2))
            .ok(1, 3, reads("x", 1), reads("y"))
            .ok(4, 5, reads("y", 2));

    Verdict verdict = check(Isolation.STRICT_SERIALIZABLE, play);

    assertEquals(
        List.of(
            "G-single: T1 < T2, because T1 read y as [], without 2 that T2 appended; but T2 < T1,"
                + " because T1 read x as [1], with 1 that T2 appended. T1 is process 1's txn (ops"
                + " 1-3), T2 is process 0's txn (ops 0-2). This rules out snapshot-isolation,"
                + " repeatable-read and whatever is stronger.",
            "Ruled out are snapshot-isolation, repeatable-read and whatever is stronger."),
        verdict.reasons());
    assertEquals(2, verdict.counterexample().orElseThrow().core().size());
    assertEquals(
        1, verdict.counterexample().orElseThrow().refused().process(), "who ended last of them");
  }

  @Test
  void shows_the_shortest_of_several_cycles() {
    Play play =
        new Play()
            .ok(0, 9, append("a", 1), reads("b"))
            .ok(0, 9, append("b", 1), reads("c"))
            .ok(0, 9, append("c", 1), reads("a"), reads("d"))
            .ok(0, 9, append("d", 1), reads("c"))
            .ok(10, 11, reads("a", 1), reads("b", 1), reads("c", 1), reads("d", 1));

    Verdict verdict =
        check(new Isolation(Isolation.Level.SERIALIZABLE, Isolation.Order.NONE), play);

    assertEquals(Validity.INVALID, verdict.validity());
    assertEquals(
        2, verdict.counterexample().orElseThrow().core().size(), verdict.reasons()::toString);
  }

  @Test
  void allows_a_snapshot_two_reads_of_the_past_in_a_row_but_none_apart() {
    Play inARow =
        new Play()
            .ok(0, 9, append("x", 1), reads("y"))
            .ok(0, 9, append("y", 1), reads("x"))
            .ok(10, 11, reads("x", 1), reads("y", 1));
    Play threeInARow =
        new Play()
            .ok(0, 9, append("x", 1), reads("y"))
            .ok(0, 9, append("y", 1), reads("z"))
            .ok(0, 9, append("z", 1), reads("x"))
            .ok(10, 11, reads("x", 1), reads("y", 1), reads("z", 1));
    Play apartBesideARow =
        new Play()
            .ok(0, 9, append("a", 1), append("d", 1))
            .ok(0, 9, reads("a", 1), reads("b"), append("e", 1))
            .ok(0, 9, append("b", 1), append("c", 1), reads("e"))
            .ok(0, 9, reads("c", 1), reads("d"))
            .ok(10, 11, reads("a", 1), reads("b", 1), reads("c", 1), reads("d", 1), reads("e", 1));
    Play apartBesideARowOfMany =
        new Play()
            .ok(0, 9, write("x", 1), read("y", null))
            .ok(0, 9, write("y", 1), read("x", null), read("z", 1))
            .ok(0, 9, write("z", 1), read("x", 1))
            .ok(0, 9, write("x", 2))
            .ok(0, 9, write("y", 2));
    Isolation snapshot = new Isolation(Isolation.Level.SNAPSHOT_ISOLATION, Isolation.Order.NONE);

    assertEquals(Validity.VALID, check(snapshot, inARow).validity());
    assertEquals(Validity.VALID, check(snapshot, threeInARow).validity());
    assertEquals(Validity.INVALID, check(snapshot, apartBesideARow).validity());
    assertEquals(Validity.INVALID, check(snapshot, apartBesideARowOfMany).validity());
  }

  @Test
  void is_judged_by_databases_where_operations_have_keys() {
    List<Op> ops =
        List.of(
            txn(0, 0, Op.Type.INVOKE, "a", List.of(write("x", 1))),
            txn(1, 0, Op.Type.OK, "a", List.of(write("x", 1))),
            txn(2, 0, Op.Type.INVOKE, "b", List.of(read("x", null))),
            txn(3, 0, Op.Type.OK, "b", List.of(read("x", null))),
            txn(4, 0, Op.Type.INVOKE, "a", List.of(read("x", null))),
            txn(5, 0, Op.Type.OK, "a", List.of(read("x", null))));

    Verdict verdict = new Isolated(Isolation.STRICT_SERIALIZABLE).check(new History(ops), AMPLE);

    assertEquals(
        List.of(Validity.INVALID, Validity.VALID),
        verdict.parts().stream().map(Verdict::validity).toList());
    assertEquals("strict-serializable key a", verdict.parts().getFirst().checker());
  }

  @Test
  void is_unknown_where_nobody_read_or_where_it_cannot_be_told_what_was_read() {
    Play unread = new Play().ok(0, 1, write("x", 1));
    Play twice = new Play().ok(0, 1, write("x", 1)).ok(2, 3, write("x", 1)).ok(4, 5, read("x", 1));
    Play mixed = new Play().ok(0, 1, write("x", 1)).ok(2, 3, append("y", 1));
    Play odd = new Play().ok(0, 1, List.of("increment", "x", 1));

    assertUnknown("no transaction committed that reads", unread);
    assertUnknown("1 of key x was written twice, by process 0's txn (ops 0-1)", twice);
    assertUnknown("some transactions append and some write", mixed);
    assertUnknown("at index 0, a txn is a list of", odd);
  }

  @Test
  void may_hold_what_is_neither_known_to_have_committed_nor_seen() {
    Play play =
        new Play()
            .crashed(0, append("x", 1))
            .crashed(0, append("x", 2), append("y", 3))
            .failed(0, 1, append("x", 4))
            .ok(2, 3, reads("x", 2), reads("y", 3))
            .ok(4, 5, reads("x", 2));

    assertEquals(Validity.VALID, check(Isolation.STRICT_SERIALIZABLE, play).validity());
  }

  @Test
  void counts_a_crashed_transaction_as_committed_once_it_was_seen() {
    Play play =
        new Play()
            .crashed(0, append("x", 2), append("y", 3))
            .ok(2, 3, reads("x", 2), reads("y"))
            .ok(4, 5, reads("y", 3));

    assertEquals(Validity.INVALID, check(Isolation.STRICT_SERIALIZABLE, play).validity());
  }

  private static void assertUnknown(String why, Play play) {
    Verdict verdict = check(Isolation.STRICT_SERIALIZABLE, play);
    assertEquals(Validity.UNKNOWN, verdict.validity(), why);
    assertTrue(verdict.reasons().getFirst().contains(why), verdict.reasons()::toString);
  }

  private static Op txn(int index, int process, Op.Type type, String key, List<?> steps) {
    return new Op(index, index, process, type, "txn", key, steps, Map.of());
  }

  private static Verdict check(Isolation isolation, Play play) {
    return new Isolated(isolation).check(play.history(), AMPLE);
  }
}
