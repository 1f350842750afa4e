package minos.check.tally;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import minos.check.Budget;
import minos.check.Validity;
import minos.check.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The checks of what nodes have in the end")
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventualTalliesTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "echo | VALID   | 0 echo \"a\"; 0 ok \"a\"; 0 echo 5; 0 fail",
        "echo | INVALID | 0 echo \"a\"; 0 ok \"b\"",
        "echo | INVALID | 0 echo \"a\"; 0 ok null",
        "echo | UNKNOWN | 0 echo \"a\"; 0 info",
        "broadcast | VALID | 0 broadcast 1; 0 ok; 0 read-all; 0 ok {\"n1\":[1],\"n2\":[1]}",
        "broadcast | VALID | 0 add 1; 0 ok; 1 read; 1 ok []; 0 read-all; 0 ok {\"n1\":[1]}",
        "broadcast | VALID | 0 add 1; 0 info; 1 add 2; 1 ok; 1 read-all; 1 ok {\"n1\":[2]}",
        "broadcast | VALID | 0 add 1; 0 info; 1 read-all; 1 ok {\"n1\":[]}; 1 add 2; 1 ok;"
            + " 1 read-all; 1 ok {\"n1\":[2]}",
        "broadcast | INVALID | 0 add 1; 0 ok; 0 read-all; 0 ok {\"n1\":[1],\"n2\":[]}",
        "broadcast | INVALID | 0 add 1; 0 info; 1 read; 1 ok [1]; 1 read-all; 1 ok {\"n1\":[]}",
        "broadcast | INVALID | 0 add 1; 0 ok; 0 read-all; 0 ok {\"n1\":[1,1]}",
        "broadcast | INVALID | 0 add 1; 0 ok; 0 read-all; 0 ok {\"n1\":[1,2]}",
        "broadcast | INVALID | 0 add 1; 0 ok; 1 read; 1 ok [7]; 0 read-all; 0 ok {\"n1\":[1]}",
        "broadcast | INVALID | 0 add 1; 0 fail; 1 add 2; 1 ok; 1 read-all; 1 ok {\"n1\":[1,2]}",
        "broadcast | UNKNOWN | 0 add 1; 0 ok; 1 read; 1 ok [1]",
        "broadcast | UNKNOWN | 0 add 1; 0 info; 1 read-all; 1 ok {\"n1\":[]}",
        "broadcast | UNKNOWN | 0 add 1; 0 ok; 1 read-all; 1 ok {\"n1\":7}",
        "eventual-counter | VALID | 0 add 2; 0 ok; 0 read; 0 ok 0; 0 read-all; 0 ok {\"n1\":2}",
        "eventual-counter | VALID | 0 add 2; 0 info; 1 add 5; 1 ok; 1 read-all;"
            + " 1 ok {\"n1\":5,\"n2\":7}",
        "eventual-counter | VALID | 0 add -2; 0 info; 1 add 5; 1 info; 2 add 1; 2 ok;"
            + " 2 read-all; 2 ok {\"n1\":-1,\"n2\":1,\"n3\":4,\"n4\":6}",
        "eventual-counter | INVALID | 0 add -2; 0 info; 1 add 5; 1 info; 2 add 1; 2 ok;"
            + " 2 read-all; 2 ok {\"n1\":0}",
        "eventual-counter | INVALID | 0 add 2; 0 ok; 0 read-all; 0 ok {\"n1\":2,\"n2\":0}",
        "eventual-counter | INVALID | 0 add 2; 0 ok; 0 read-all; 0 ok {\"n1\":3}",
        "eventual-counter | INVALID | 0 add 2; 0 fail; 0 read-all; 0 ok {\"n1\":2}",
        "eventual-counter | INVALID | 0 read; 0 ok 3; 0 add 3; 0 ok; 0 read-all; 0 ok {\"n1\":3}",
        "eventual-counter | INVALID | 0 add 3; 0 ok; 0 read; 0 ok -1; 0 read-all; 0 ok {\"n1\":3}",
        "eventual-counter | UNKNOWN | 0 add 3; 0 ok; 0 read; 0 ok 3",
        "eventual-counter | UNKNOWN | 0 add 3; 0 ok; 0 read-all; 0 ok {\"n1\":\"many\"}",
      })
  void answer(String check, Validity expected, String events) {
    Verdict verdict = check(check, events);

    assertEquals(expected, verdict.validity(), () -> verdict.reasons().toString());
    assertEquals(expected == Validity.VALID, verdict.reasons().isEmpty());
  }

  @Test
  void say_which_node_misses_what_and_who_sent_it() {
    Verdict verdict =
        check("broadcast", "0 broadcast 4; 0 ok; 0 read-all; 0 ok {\"n1\":[4],\"n2\":[]}");

    assertEquals(
        "n2 never got 1 element (4). 4 was sent for certain by process 0's broadcast (ops 0-1), and"
            + " process 0's read-all (ops 2-3) did not find it there.",
        verdict.reasons().getFirst());
    assertEquals(2, verdict.counterexample().orElseThrow().core().size());
  }

  @Test
  void say_between_what_a_sum_may_lie() {
    Verdict verdict =
        check(
            "eventual-counter",
            "0 add 4; 0 info; 1 add -1; 1 info; 2 add 9; 2 ok; 2 read-all; 2 ok {\"n1\":10}");

    assertEquals(
        "n1 has 10 in the end, but what was added for certain comes to 9, and with what is in doubt"
            + " to 8 at least and 13 at most.",
        verdict.reasons().getFirst());
  }

  private static Verdict check(String name, String events) {
    return Tallies.named(name).orElseThrow().check(Told.history(events.split("; ")), AMPLE);
  }
}
