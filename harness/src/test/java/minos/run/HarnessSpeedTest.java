package minos.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.Evidence;
import minos.cluster.Grudge;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.history.Op;
import minos.time.RealTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The figures of the harness alone, on real time, with a system that answers at once. Prints them:
 * {@code mvn -pl harness test -Dtest=HarnessSpeedTest -Dfigures=true}. Not part of the build, since
 * a busy machine would fail it.
 */
@DisplayName("The harness alone")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledIfSystemProperty(named = "figures", matches = "true")
class HarnessSpeedTest {
  private static final long OPS = 5_000_000;
  private static final long LINES_BEFORE_FIRST_LOOK = 2_000_000;
  private static final int TASKS = 5_000_000;

  @Test
  void records_fifty_thousand_operations_a_second_in_flat_memory() {
    Look look = new Look();
    RealTime time = new RealTime();
    Plan plan =
        new Plan(
            Generators.limit(OPS, Runs.readsAndWrites(new Seed(1))),
            Generators.each(Runs.reads()),
            List.of(),
            Generators.nothing(),
            Runs.CONCURRENCY,
            Duration.ofMinutes(10),
            new Seed(1),
            Limits.DEFAULT);
    long begin = time.nanos();

    RunResult result = new Runner(plan, new InstantSystem(), time, look, status -> {}).run();

    double seconds = (time.nanos() - begin - look.nanosLooking) / 1e9;
    double rate = result.total().ended() / seconds;
    long early = look.bytesEarly;
    long late = heapBytes();
    print("recorded operations a second: %,.0f (%,d in %.1f s)", rate, look.lines / 2, seconds);
    print("heap after 1 million: %,d kB; after 5 million: %,d kB", early / 1024, late / 1024);
    assertTrue(result.total().ok() > OPS, result.total()::toString);
    assertTrue(rate > 50_000, () -> rate + " operations a second");
    assertTrue(late < early + 4_000_000, () -> early + " bytes grew to " + late);
  }

  @Test
  void carries_a_hundred_thousand_tasks_a_second_on_its_loop() {
    RealTime time = new RealTime();
    int[] ran = {0};
    long begin = time.nanos();
    Runnable task =
        new Runnable() {
          @Override
          public void run() {
            ran[0]++;
            time.after(ran[0] % 3 == 0 ? 1_000 : 0, this);
            time.after(5_000_000_000L, () -> {}).cancel();
          }
        };
    for (int i = 0; i < Runs.CONCURRENCY; i++) {
      time.after(0, task);
    }

    time.runUntil(() -> ran[0] >= TASKS);

    double rate = TASKS / ((time.nanos() - begin) / 1e9);
    print("tasks a second, each with a timer given and cancelled: %,.0f", rate);
    assertTrue(rate > 100_000, () -> rate + " tasks a second");
  }

  private static void print(String format, Object... figures) {
    System.out.printf(Locale.ROOT, format + "%n", figures);
  }

  private static long heapBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Counts lines, and looks at the heap once. */
  private static final class Look implements Consumer<Op> {
    private final RealTime watch = new RealTime();
    private long lines;
    private long bytesEarly;
    private long nanosLooking;

    @Override
    public void accept(Op op) {
      lines++;
      if (lines == LINES_BEFORE_FIRST_LOOK) {
        long begin = watch.nanos();
        bytesEarly = heapBytes();
        nanosLooking = watch.nanos() - begin;
      }
    }
  }

  /** A map without nodes that answers before it is asked. */
  private static final class InstantSystem implements Cluster {
    private final Map<Object, Object> map = new HashMap<>();

    @Override
    public List<Node> nodes() {
      return List.of();
    }

    @Override
    public Network network() {
      return new Network() {
        @Override
        public Evidence drop(Grudge grudge) {
          return Evidence.of();
        }

        @Override
        public Evidence heal() {
          return Evidence.of();
        }
      };
    }

    @Override
    public Client open(int process) {
      return new Client() {
        @Override
        public void invoke(Op op, Consumer<Completion> done) {
          done.accept(new Completion(Op.Type.OK, serve(op), Map.of()));
        }

        @Override
        public void close() {}
      };
    }

    private Object serve(Op op) {
      if (op.f().equals("write")) {
        map.put(String.valueOf(op.key()), String.valueOf(op.value()));
      }
      return map.getOrDefault(String.valueOf(op.key()), "nil");
    }

    @Override
    public Optional<String> leader() {
      return Optional.empty();
    }

    @Override
    public Map<String, String> description() {
      return Map.of();
    }

    @Override
    public void collectLogs(Path folder) {}

    @Override
    public void close() {}
  }
}
