package minos.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A figure")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FigureTest {
  private static final double EXACT = 1e-9;

  @Test
  void is_made_of_exact_percentiles() {
    Samples samples = new Samples();
    for (long millis = 100; millis >= 1; millis--) {
      samples.add(millis * 1_000_000);
    }

    Figure figure = Figure.of(samples, 0.5, 3_000_000, 7);

    assertEquals(200, figure.opsPerSecond(), EXACT);
    assertEquals(50, figure.p50(), EXACT);
    assertEquals(99, figure.p99(), EXACT);
    assertEquals(30, figure.cpuMicros(), EXACT);
    assertEquals(7, figure.failed());
  }

  @Test
  void of_several_rounds_is_their_median_and_keeps_every_failure() {
    Figure median =
        Figure.median(
            List.of(
                new Figure(10, 5, 900, 30, 1),
                new Figure(30, 4, 100, 10, 0),
                new Figure(20, 6, 500, 20, 2)));

    assertEquals(new Figure(20, 5, 500, 20, 3), median);
  }

  @Test
  void of_nothing_is_zero() {
    assertEquals(new Figure(0, 0, 0, 0, 0), Figure.of(new Samples(), 1, 0, 0));
  }

  @Test
  void says_when_something_failed() {
    assertEquals(
        "   1,234 ops/s  p50    1.50 ms  p99    2.50 ms  cpu   12 us/op  3 FAILED",
        new Figure(1234, 1.5, 2.5, 12, 3).toString());
  }

  @Test
  void of_etcd_is_read_from_the_log_of_its_client() {
    Load load = new Load(Load.Kind.PUT, 1, Duration.ofSeconds(9), Duration.ofSeconds(2));

    Figure figure =
        H2Load.figure(
            Stream.of("1795275000000001\t200\t1500", "1795275000000002\t503\t9"), load, 4_000);

    assertEquals(new Figure(0.5, 1.5, 1.5, 4, 1), figure);
  }

  @Test
  void of_the_core_counts_every_step() {
    AtomicLong seconds = new AtomicLong(); // each look at the clock takes one

    double steps =
        new CoreSteps()
            .run(Duration.ofMillis(2500), () -> seconds.getAndIncrement() * 1_000_000_000);

    // Begun at 0, a thousand commands at 1 and at 2, over at 3, said at 4. A command is proposed,
    // twice received, twice acknowledged, and thrice durable.
    assertEquals(2 * 1000 * 8 / 4.0, steps, EXACT);
  }
}
