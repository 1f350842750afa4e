package minos.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.DoubleSummaryStatistics;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A latency")
@DisplayNameGeneration(ReplaceUnderscores.class)
class LatencyTest {

  @ParameterizedTest
  @ValueSource(strings = {"100ms", "0s", "uniform:20ms", "exponential:1s"})
  void is_read_as_it_is_written(String text) {
    assertEquals(text, Latency.parse(text).label());
  }

  @ParameterizedTest
  @CsvSource({"100, 500ms", "uniform, 500ms", "normal:5ms, uniform:100ms", "':5ms', uniform:100ms"})
  void that_is_none_is_refused_with_one_that_is(String text, String example) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Latency.parse(text));

    assertTrue(String.valueOf(refused.getMessage()).contains(example), refused::toString);
  }

  @ParameterizedTest
  @CsvSource({"100ms, 100, 100", "uniform:100ms, 0, 200", "exponential:100ms, 0, 2000"})
  void keeps_its_mean_and_its_bounds(String text, double least, double most) {
    SplittableRandom chance = new SplittableRandom(1);

    DoubleSummaryStatistics drawn =
        LongStream.generate(() -> Latency.parse(text).draw(chance))
            .limit(20_000)
            .mapToDouble(nanos -> nanos / 1e6)
            .summaryStatistics();

    assertEquals(100, drawn.getAverage(), 3);
    assertTrue(drawn.getMin() >= least && drawn.getMax() <= most, drawn::toString);
  }

  @Test
  void of_the_other_kinds_reaches_far() {
    SplittableRandom chance = new SplittableRandom(1);
    Latency exponential = Latency.parse("exponential:100ms");

    assertTrue(
        LongStream.generate(() -> exponential.draw(chance)).limit(1000).max().orElse(0)
            > 300_000_000);
  }
}
