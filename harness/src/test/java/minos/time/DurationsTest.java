package minos.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A length of time")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DurationsTest {

  @ParameterizedTest
  @CsvSource({"500ms, 500", "30s, 30000", "5m, 300000", "1h, 3600000", "90s, 90000", "0s, 0"})
  void is_read_and_written_alike(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), Durations.parse(text));
    assertEquals(text, Durations.label(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @CsvSource({"1.5s, 1500ms", "120s, 2m", "60m, 1h"})
  void has_one_shortest_form(String text, String label) {
    assertEquals(label, Durations.label(Durations.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "-5s", "5 s", "1d", "1e3s", "99999999999h"})
  void is_nothing_else(String text) {
    assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "45300, 45.3 µs",
    "870000000, 870 ms",
    "1204000000, 1.20 s"
  })
  void is_readable_in_three_digits(long nanos, String text) {
    assertEquals(text, Durations.readable(nanos));
  }
}
