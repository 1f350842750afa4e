package minos.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import minos.cluster.ClockSetting;
import minos.time.VirtualTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("The clocks of a simulated machine")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimClockTest {
  private static final long MS = 1_000_000;

  private final VirtualTime time = new VirtualTime();
  private final SimClock clock = new SimClock(time);

  private void pass(long nanos) {
    boolean[] over = {false};
    time.after(nanos, () -> over[0] = true);
    time.runUntil(() -> over[0]);
  }

  @Test
  void show_the_time_of_the_world_unless_they_are_set() {
    pass(5 * MS);

    assertEquals(5 * MS, clock.monotonicNanos());
    assertEquals(5 * MS, clock.wallNanos());
    assertEquals(7, clock.really(7));
  }

  @Test
  void jump_on_the_wall_and_nowhere_else() {
    pass(5 * MS);

    clock.set(new ClockSetting.Jump(-3));

    assertEquals(2 * MS, clock.wallNanos());
    assertEquals(-3, clock.offsetMillis());
    assertEquals(5 * MS, clock.monotonicNanos());
  }

  @Test
  void run_twice_as_fast_from_the_moment_on_in_which_they_are_told_to() {
    pass(5 * MS);

    clock.set(new ClockSetting.Rate(2));
    pass(10 * MS);

    assertEquals(25 * MS, clock.monotonicNanos());
    assertEquals(10, clock.offsetMillis());
    assertEquals(4, clock.really(8));
  }

  @Test
  void never_go_back_but_on_the_wall() {
    clock.set(new ClockSetting.Rate(2));
    pass(10 * MS);

    clock.set(new ClockSetting.Right());
    pass(MS);

    assertEquals(21 * MS, clock.monotonicNanos());
    assertEquals(0, clock.offsetMillis());
    assertEquals(8, clock.really(8));
  }

  @Test
  void strobe_until_they_are_set_otherwise() {
    List<Long> offsets = new ArrayList<>();
    clock.set(new ClockSetting.Strobe(100, 2));
    for (int i = 0; i < 4; i++) {
      pass(MS);
      offsets.add(clock.offsetMillis());
      pass(MS);
    }
    clock.set(new ClockSetting.Right());
    pass(9 * MS);

    assertEquals(List.of(100L, 0L, 100L, 0L), offsets);
    assertEquals(0, clock.offsetMillis());
  }

  @Test
  void cannot_stand_still() {
    assertThrows(IllegalArgumentException.class, () -> clock.set(new ClockSetting.Rate(0)));
  }
}
