package minos.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A bias of the simulated network")
@DisplayNameGeneration(ReplaceUnderscores.class)
class BiasedTest {
  private static final int NODES = 5;
  private static final long SECOND = 1_000_000_000;

  @Test
  void of_none_has_no_message_wait() {
    Biased none = biased(Bias.NONE);

    assertTrue(IntStream.range(0, 1_000).allMatch(i -> none.waitNanos(i % NODES, i) == 0));
  }

  @Test
  void holds_back_some_messages_longer_than_an_election_lets_pass() {
    Biased newest = biased(Bias.NEWEST_LAST);
    long[] waits = IntStream.range(0, 8_000).mapToLong(i -> newest.waitNanos(0, i)).toArray();

    long held = IntStream.range(0, waits.length).filter(i -> waits[i] > 0).count();
    assertTrue(held > 800 && held < 1_200, "about one in eight: " + held);
    assertTrue(IntStream.range(0, waits.length).anyMatch(i -> waits[i] > SECOND / 5));
  }

  @Test
  void has_one_node_at_a_time_come_last_and_another_one_later() {
    Biased priorities = biased(Bias.PRIORITIES);
    Set<Integer> everLast = new HashSet<>();
    for (long second = 0; second < 60; second += 3) {
      Set<Integer> last = new HashSet<>();
      for (int node = 0; node < NODES; node++) {
        if (priorities.waitNanos(node, second * SECOND) > 0) {
          last.add(node);
        }
      }
      assertEquals(1, last.size(), "at " + second);
      everLast.addAll(last);
    }

    assertTrue(everLast.size() > 2, everLast::toString);
  }

  private static Biased biased(Bias bias) {
    return new Biased(bias, NODES, new SplittableRandom(7));
  }
}
