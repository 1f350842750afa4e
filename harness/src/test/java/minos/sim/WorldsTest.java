package minos.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A drawn world")
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorldsTest {
  @Test
  void is_always_the_same_from_the_same_seed() {
    assertEquals(Worlds.drawn(7), Worlds.drawn(7));
  }

  @Test
  void is_mostly_another_one_from_another_seed() {
    assertTrue(LongStream.range(0, 100).mapToObj(Worlds::drawn).distinct().count() > 90);
  }

  @Test
  void leaves_every_trouble_out_now_and_then() {
    assertTrue(LongStream.range(0, 100).mapToObj(Worlds::drawn).anyMatch(w -> w.loss() == 0));
    assertTrue(LongStream.range(0, 100).mapToObj(Worlds::drawn).anyMatch(w -> w.loss() > 0.05));
    assertTrue(LongStream.range(0, 100).mapToObj(Worlds::drawn).anyMatch(w -> w.resets() == 0));
    assertTrue(LongStream.range(0, 100).mapToObj(Worlds::drawn).anyMatch(w -> w.powerLoss() == 1));
  }

  @Test
  void has_every_bias_now_and_then() {
    for (Bias bias : Bias.values()) {
      assertTrue(LongStream.range(0, 100).mapToObj(Worlds::drawn).anyMatch(w -> w.bias() == bias));
    }
  }
}
