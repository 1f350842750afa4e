package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import minos.cluster.Cluster;
import minos.cluster.SystemUnderTest.Setup;
import minos.cluster.World;
import minos.generate.Generator;
import minos.generate.Generator.Invocation;
import minos.generate.Generators;
import minos.generate.Seed;
import minos.history.HistoryWriter;
import minos.history.Op;
import minos.run.Limits;
import minos.run.Plan;
import minos.run.Runner;
import minos.sim.MemorySystem;
import minos.time.RealTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code minos bench harness}: what the harness costs by itself, in real time, with every line on
 * disk.
 */
@Command(
    name = "harness",
    description =
        "Records operations on a map in memory: what the harness alone can do, each line on disk.",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED)
final class BenchHarnessCommand implements Callable<Integer> {
  private static final int KEYS = 5;
  private static final int CONCURRENCY = 10;
  private static final long SEED = 1;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Console console;

  @Option(
      names = "--ops",
      split = ",",
      defaultValue = "1000000,5000000",
      description = "How many operations each round has (default: ${DEFAULT-VALUE}).")
  private List<Integer> rounds = List.of();

  BenchHarnessCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path file = Files.createTempFile("minos-bench-", ".jsonl");
    try {
      for (int ops : rounds) {
        measure(ops, file);
      }
    } finally {
      Files.deleteIfExists(file);
    }
    return ExitCode.VALID;
  }

  private void measure(int ops, Path file) throws IOException {
    Files.writeString(file, "");
    RealTime time = new RealTime();
    long begin = time.nanos();
    long heap;
    try (HistoryWriter writer = new HistoryWriter(file);
        Cluster cluster = cluster(time)) {
      Runner runner = new Runner(plan(ops), cluster, time, op -> append(writer, op), status -> {});
      runner.run();
      heap = usedHeap();
    }
    double seconds = (time.nanos() - begin) / NANOS_PER_SECOND;
    console.say(
        String.format(
            Locale.ROOT,
            "harness alone: %,d ops recorded in %.1f s = %,.0f ops/s; heap then %d MB; file %d MB",
            ops,
            seconds,
            ops / seconds,
            heap >> 20,
            Files.size(file) >> 20));
  }

  private static Cluster cluster(RealTime time) {
    Setup setup = new Setup("bench", List.of("n1"), SEED, List.of(), "", false);
    return new MemorySystem().start(World.SIM, setup, time);
  }

  private static Plan plan(int ops) {
    Generator load =
        Generators.limit(
            ops,
            Generators.draw(
                new Seed(SEED),
                (number, seed) -> {
                  Long key = (long) seed.below(KEYS);
                  return seed.next().flip()
                      ? new Invocation("write", key, number)
                      : new Invocation("read", key, null);
                }));
    return new Plan(
        load,
        Generators.nothing(),
        List.of(),
        Generators.nothing(),
        CONCURRENCY,
        Duration.ofDays(1),
        new Seed(SEED),
        Limits.DEFAULT);
  }

  private static void append(HistoryWriter writer, Op op) {
    try {
      writer.append(op);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
