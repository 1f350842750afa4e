package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The cluster's clock")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClusterClockTest {
  @Test
  void begins_at_zero_whatever_the_machines_clock_says() {
    ClusterClock clock = new ClusterClock(-5_000);

    assertEquals(0, clock.at(-5_000));
    assertEquals(7, clock.at(-4_993));
  }

  @Test
  void goes_on_from_the_latest_time_that_the_log_has_brought() {
    ClusterClock clock = new ClusterClock(100);
    clock.learn(1_000, 110);
    clock.learn(900, 120);

    assertEquals(1_015, clock.at(125));
  }
}
