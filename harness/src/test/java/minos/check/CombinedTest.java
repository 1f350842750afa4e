package minos.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import minos.history.Columns;
import minos.history.History;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("Several checkers together")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CombinedTest {
  private static final Budget AMPLE = new Budget(Duration.ofHours(1), () -> 0L);
  private static final History NOTHING = new History(List.of());
  private static final Verdict VALID = Verdict.valid("good");
  private static final Verdict UNKNOWN = Verdict.unknown("vague", "It is late.");
  private static final Verdict INVALID =
      new Verdict(Validity.INVALID, "bad", List.of("It is so."), List.of());

  @Test
  void are_invalid_if_one_is_and_unknown_if_one_is_and_valid_if_all_are() {
    assertEquals(Validity.INVALID, check(says(VALID), says(INVALID), says(UNKNOWN)).validity());
    assertEquals(Validity.UNKNOWN, check(says(VALID), says(UNKNOWN)).validity());
    assertEquals(Validity.VALID, check(says(VALID), says(VALID)).validity());
  }

  @Test
  void are_unknown_if_there_is_none() {
    assertEquals(Verdict.unknown("all", "Nothing was judged."), check());
  }

  @Test
  void keep_their_reasons_apart() {
    Verdict verdict = check(says(VALID), says(INVALID), says(UNKNOWN));

    assertEquals(List.of("bad: It is so.", "vague: It is late."), verdict.reasons());
    assertEquals(List.of(VALID, INVALID, UNKNOWN), verdict.parts());
  }

  @Test
  void are_unknown_if_one_breaks() {
    Checker broken =
        new Fixed(
            "broken",
            () -> {
              throw new IllegalStateException("no disk");
            });
    Checker deep =
        new Fixed(
            "deep",
            () -> {
              throw new StackOverflowError("too deep");
            });

    assertEquals(
        List.of("broken: The checker itself broke: java.lang.IllegalStateException: no disk."),
        check(says(VALID), broken).reasons());
    assertEquals(Validity.UNKNOWN, check(says(VALID), deep).validity());
  }

  private static Verdict check(Checker... checkers) {
    return new Combined("all", List.of(checkers)).check(NOTHING, AMPLE);
  }

  private static Checker says(Verdict verdict) {
    return new Fixed(verdict.checker(), () -> verdict);
  }

  private record Fixed(String name, Supplier<Verdict> answer) implements Checker {
    @Override
    public Verdict check(Columns history, Budget budget) {
      return answer.get();
    }
  }
}
