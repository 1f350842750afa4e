package minos.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Wilson's interval")
@DisplayNameGeneration(ReplaceUnderscores.class)
class IntervalTest {

  /** The figures are those of R's {@code prop.test(k, n, correct = FALSE)}. */
  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "0, 10, 0, 0.2775",
    "10, 10, 0.7225, 1",
    "5, 10, 0.2366, 0.7634",
    "1, 100, 0.0018, 0.0545",
    "81, 263, 0.2553, 0.3662"
  })
  void is_as_the_textbooks_have_it(long successes, long trials, double low, double high) {
    Interval interval = Interval.of(successes, trials);

    assertEquals(low, interval.low(), 0.0001);
    assertEquals(high, interval.high(), 0.0001);
  }

  @Test
  void says_nothing_where_nothing_was_tried() {
    assertEquals(new Interval(0, 1), Interval.of(0, 0));
  }

  @Test
  void refuses_more_successes_than_trials() {
    assertThrows(IllegalArgumentException.class, () -> Interval.of(3, 2));
  }
}
