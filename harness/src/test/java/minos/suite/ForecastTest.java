package minos.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The forecast of how long a case takes")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForecastTest {
  private static final Case REAL = Cases.real("partition", 1);
  private static final Case SIMULATED = Cases.simulated("partition", 1);

  private final Forecast forecast = new Forecast();

  @Test
  void reserves_time_for_containers_and_judging_before_anything_is_known() {
    assertEquals(Duration.ofSeconds(75), forecast.of(REAL));
  }

  @Test
  void learns_what_the_slowest_of_late_took_beyond_its_time() {
    forecast.took(REAL, Duration.ofSeconds(50));
    forecast.took(REAL, Duration.ofSeconds(42));

    assertEquals(Duration.ofSeconds(50), forecast.of(REAL));
  }

  @Test
  void forgets_what_was_long_ago() {
    forecast.took(REAL, Duration.ofSeconds(500));
    for (int i = 0; i < 12; i++) {
      forecast.took(REAL, Duration.ofSeconds(40));
    }

    assertEquals(Duration.ofSeconds(40), forecast.of(REAL));
  }

  @Test
  void knows_virtual_time_from_real_time() {
    forecast.took(SIMULATED, Duration.ofSeconds(3));

    assertEquals(Duration.ofSeconds(3), forecast.of(SIMULATED));
    assertEquals(Duration.ofSeconds(75), forecast.of(REAL));
    assertTrue(
        forecast
                .of(Cases.in("sim", "60s", "longer", 1, Case.Expectation.VALID))
                .compareTo(Duration.ofSeconds(6))
            == 0);
  }
}
