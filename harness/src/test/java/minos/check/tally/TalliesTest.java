package minos.check.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The checks that count")
@DisplayNameGeneration(ReplaceUnderscores.class)
class TalliesTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "",
      value = {
        "set | VALID   | 0 add 1; 0 ok; 1 add 2; 1 info; 0 read; 0 ok [1]",
        "set | VALID   | 0 add 1; 0 ok; 1 add 2; 1 info; 0 read; 0 ok [2, 1]",
        "set | INVALID | 0 add 1; 0 ok; 0 read; 0 ok []",
        "set | INVALID | 0 add 1; 0 ok; 0 read; 0 ok [1, 9]",
        "set | INVALID | 0 add 1; 0 ok; 0 read; 0 ok [9]; 0 read; 0 ok [1]",
        "set | INVALID | 0 add 1; 0 fail; 0 read; 0 ok [1]",
        "set | INVALID | 0 add 1; 0 ok; 0 read; 0 ok [1, 1]",
        "set | INVALID | 0 read; 0 ok [1]; 0 add 1; 0 ok; 0 read; 0 ok [1]",
        "set | UNKNOWN | 0 add 1; 0 ok",
        "set | UNKNOWN | 0 add 1; 0 ok; 0 read; 0 info",
        "set | UNKNOWN | 0 read; 1 add 1; 1 ok; 0 ok []",
        "set | UNKNOWN | 0 add 1; 0 ok; 0 remove 1; 0 ok",
        "set-full | VALID   | 0 add 1; 0 ok; 0 read; 0 ok [1]",
        "set-full | VALID   | 0 add 1; 0 ok; 0 read; 0 ok []; 0 read; 0 ok [1]",
        "set-full | VALID   | 0 add 1; 1 read; 1 ok []; 0 ok; 1 read; 1 ok [1]",
        "set-full | INVALID | 0 add 1; 0 ok; 0 read; 0 ok [1]; 0 read; 0 ok []",
        "set-full | INVALID | 0 add 1; 0 info; 1 read; 1 ok [1]; 1 read; 1 ok []",
        "set-full | INVALID | 0 add 1; 0 ok; 0 read; 0 ok []",
        "set-full | INVALID | 0 add 1; 0 ok; 0 read; 0 ok [1, 1]",
        "set-full | INVALID | 0 add 1; 0 fail; 0 read; 0 ok [1]",
        "set-full | UNKNOWN | 0 read; 1 add 1; 1 ok; 0 ok []",
        "set-full | UNKNOWN | 0 add 1; 0 ok",
        "set-full:linearizable | VALID   | 0 add 1; 0 ok; 0 read; 0 ok [1]",
        "set-full:linearizable | INVALID | 0 add 1; 0 ok; 0 read; 0 ok []; 0 read; 0 ok [1]",
        "set-full:linearizable | VALID   | 0 add 1; 1 read; 0 ok; 1 ok []; 1 read; 1 ok [1]",
        "queue | VALID   | 0 enqueue 1; 1 dequeue; 1 ok 1; 0 ok",
        "queue | VALID   | 0 enqueue 1; 0 info; 1 dequeue; 1 ok 1",
        "queue | VALID   | 0 enqueue 1; 0 ok; 1 dequeue; 1 ok null",
        "queue | INVALID | 1 dequeue; 1 ok 1; 0 enqueue 1; 0 ok",
        "queue | INVALID | 0 enqueue 1; 0 fail; 1 dequeue; 1 ok 1",
        "queue | INVALID | 0 enqueue 1; 0 ok; 1 dequeue; 1 ok 1; 1 dequeue; 1 ok 1",
        "queue | UNKNOWN | 0 enqueue 1; 0 ok",
        "total-queue | VALID   | 0 enqueue 1; 0 ok; 0 enqueue 2; 0 ok; 1 drain; 1 ok [2, 1]",
        "total-queue | VALID   | 0 enqueue 1; 0 info; 1 drain; 1 ok []",
        "total-queue | INVALID | 0 enqueue 1; 0 ok; 0 enqueue 2; 0 ok; 1 drain; 1 ok [2]",
        "total-queue | INVALID | 0 enqueue 1; 0 ok; 1 dequeue; 1 ok null",
        "total-queue | INVALID | 0 enqueue 1; 0 ok; 1 dequeue; 1 fail"
            + " {\"extra\":\"error\",\"is\":\"empty\"}; 2 drain; 2 ok []",
        "total-queue | INVALID | 0 enqueue 1; 0 ok; 1 drain; 1 ok [1, 1]",
        "total-queue | UNKNOWN | 0 enqueue 1; 0 ok; 1 dequeue; 1 info; 2 drain; 2 ok []",
        "total-queue | UNKNOWN | 0 enqueue 1; 0 ok; 1 drain; 1 info; 2 drain; 2 ok []",
        "total-queue | UNKNOWN | 0 enqueue 1; 0 ok; 0 enqueue 2; 0 ok; 1 dequeue; 1 ok 1",
        "total-queue | UNKNOWN | 1 drain; 0 enqueue 1; 0 ok; 1 ok []",
        "total-queue | INVALID | 0 enqueue 1; 0 ok; 0 enqueue 2; 0 ok; 1 dequeue; 1 info;"
            + " 2 drain; 2 ok []",
        "counter | VALID   | 0 add 1; 0 ok; 0 read; 0 ok 1",
        "counter | VALID   | 0 add 1; 1 read; 1 ok 0; 1 read; 1 ok 1; 0 ok",
        "counter | VALID   | 0 add -5; 0 info; 1 read; 1 ok -5; 1 read; 1 ok -2",
        "counter | INVALID | 0 add 1; 0 ok; 0 read; 0 ok 0",
        "counter | INVALID | 0 add 1; 0 ok; 0 read; 0 ok 2",
        "counter | INVALID | 0 add 1; 0 fail; 0 read; 0 ok 1",
        "counter | INVALID | 0 add -5; 0 ok; 1 add 3; 1 info; 0 read; 0 ok -6",
        "counter | INVALID | 0 decrement; 0 ok; 0 read; 0 ok 0",
        "counter | UNKNOWN | 0 add 1; 0 ok",
        "counter | UNKNOWN | 0 add 1; 0 ok; 0 read; 0 ok \"many\"",
        "unique-ids | VALID   | 0 generate; 0 ok 1; 0 generate; 0 ok 2; 0 generate; 0 info",
        "unique-ids | INVALID | 0 generate; 0 ok [1, 2]; 0 generate; 0 ok [1, 2]",
        "unique-ids | UNKNOWN | 0 generate; 0 fail",
        "bank | VALID   | 0 read; 0 ok {\"a\":5,\"b\":5}; 0 read; 0 ok {\"a\":4,\"b\":6}",
        "bank | VALID   | 0 read; 0 ok {\"a\":10,\"b\":0}",
        "bank | INVALID | 0 read; 0 ok {\"a\":5,\"b\":5}; 0 read; 0 ok {\"a\":4,\"b\":5}",
        "bank | INVALID | 0 read; 0 ok {\"a\":5,\"b\":-5}",
        "bank | INVALID | 0 read; 0 ok {\"a\":5,\"b\":null}",
        "bank | INVALID | 0 read; 0 ok {\"a\":5,\"b\":0}; 0 read; 0 ok {\"a\":5}",
        "bank | UNKNOWN | 0 transfer {\"from\":1,\"to\":2,\"amount\":3}; 0 ok",
        "bank:10 | VALID | 0 read; 0 ok {\"a\":5,\"b\":5}",
        "bank:10 | INVALID | 0 read; 0 ok {\"a\":5,\"b\":6}",
        "long-fork | VALID   | 0 write [[\"w\",1,1]]; 0 ok; 0 write [[\"w\",2,1]]; 0 ok;"
            + " 1 read; 1 ok [[\"r\",1,1],[\"r\",2,null]]; 1 read; 1 ok [[\"r\",2,1],[\"r\",1,1]]",
        "long-fork | INVALID | 0 write [[\"w\",1,1]]; 0 ok; 0 write [[\"w\",2,1]]; 0 ok; 1 read; 1"
            + " ok [[\"r\",1,1],[\"r\",2,null]]; 1 read; 1 ok [[\"r\",2,1],[\"r\",1,null]]",
        "long-fork | INVALID | 0 write [[\"w\",1,1]]; 0 ok; 1 read; 1 ok [[\"r\",1,7]]",
        "long-fork | UNKNOWN | 0 write [[\"w\",1,1]]; 0 ok; 0 write [[\"w\",1,2]]; 0 ok",
        "long-fork | UNKNOWN | 0 write [[\"w\",1,1]]; 0 ok",
        "stats | VALID   | 0 read; 0 ok 1; 0 read; 0 fail",
        "stats | UNKNOWN | 0 read; 0 ok 1; 0 write 1; 0 fail",
        "unhandled-exceptions | VALID   | 0 read; 0 ok 1; 0 read; 0 fail",
        "unhandled-exceptions | UNKNOWN | 0 read; 0 info {\"extra\":\"exception\",\"is\":\"Oops\"}",
      })
  void answer(String check, Validity expected, String events) {
    Verdict verdict = check(check, events);

    assertEquals(expected, verdict.validity(), () -> verdict.reasons().toString());
    assertEquals(expected == Validity.VALID, verdict.reasons().isEmpty());
    assertTrue(verdict.reasons().stream().allMatch(reason -> reason.endsWith(".")));
  }

  @Test
  void say_in_words_what_is_lost_and_show_it() {
    Verdict verdict =
        check("set-full", "0 add 1; 0 ok; 0 add 2; 0 ok; 1 read; 1 ok [1]; 1 read; 1 ok [1]");

    assertEquals(
        "Lost: 1 element (2). 2 was there for certain after process 0's add (ops 2-3); process"
            + " 1's read (ops 6-7) did not find it.",
        verdict.reasons().getFirst());
    assertEquals(
        2, verdict.counterexample().orElseThrow().core().size(), "who added it, who missed it");
  }

  @Test
  void say_between_what_a_counter_lies() {
    assertEquals(
        "process 1's read (ops 3-4) found 9, but what had been added by then is between 2 and 5.",
        check("counter", "0 add 2; 0 ok; 0 add 3; 1 read; 1 ok 9").reasons().getFirst());
  }

  @Test
  void name_what_a_client_broke_with() {
    assertEquals(
        "java.io.EOFException came out of a client 2 times, first in process 0's read (ops 0-1).",
        check(
                "unhandled-exceptions",
                "0 read; 0 info"
                    + " {\"extra\":\"exception\",\"is\":{\"via\":[{\"type\":\"java.io.EOFException\"}]}};"
                    + " 1 read; 1 info"
                    + " {\"extra\":\"exception\",\"is\":{\"via\":[{\"type\":\"java.io.EOFException\"}]}}")
            .reasons()
            .getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"set", "set-full", "queue", "total-queue", "counter"})
  void judge_each_object_by_itself(String check) {
    History one = Told.history("0 add 1", "0 ok");
    History keyed =
        new History(
            one.ops().stream()
                .map(op ->
                    new Op(
                        op.index(),
                        op.time(),
                        op.process(),
                        op.type(),
                        op.f(),
                        "k",
                        op.value(),
                        op.extra()))
                .toList());

    Verdict verdict = Tallies.named(check).orElseThrow().check(keyed, AMPLE);

    assertEquals(check + " key k", verdict.checker());
  }

  @Test
  void are_known_by_name() {
    Set<String> names = Tallies.all().keySet();

    assertTrue(names.stream().allMatch(name -> Tallies.named(name).isPresent()), names::toString);
    assertTrue(Tallies.named("bank:lots").isEmpty());
    assertTrue(Tallies.named("set:linearizable").isEmpty());
    assertTrue(Tallies.named("sets").isEmpty());
  }

  private static Verdict check(String name, String events) {
    History history =
        Told.history(Arrays.stream(events.split(";")).map(String::strip).toArray(String[]::new));
    return Tallies.named(name).orElseThrow().check(history, AMPLE);
  }
}
