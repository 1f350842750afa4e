package minos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import minos.cli.BadArguments;
import minos.cli.Console;
import minos.cli.ExitCode;
import minos.cluster.ClusterFailed;
import minos.time.RealTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code minos bench raft}: how fast the reference store is on this machine. */
@Command(
    name = "raft",
    description = {
      "Measures the reference store: three servers as processes of their own on this machine, with",
      "fsync, 256-byte values, and a client that keeps so many requests always under way. A figure",
      "is the median of its rounds; cpu is of servers and client together. Linearizable reads.",
      "Before the first figure the servers work for six times as long as one takes.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos bench raft",
      "  minos bench raft --etcd --rounds 3",
      "  minos bench raft --outstanding 1 --failover 100",
      "  minos bench raft --outstanding 64 --keys 1000000"
    })
final class RaftBenchCommand implements Callable<Integer> {
  /** The server's defaults: followers wait for this to twice this before they campaign. */
  private static final long ELECTION_TIMEOUT_MILLIS = 300;

  private static final int MAX_KEYS = 9_000_000;
  private static final double NANOS_PER_MILLI = 1e6;

  /** So many times as long as a figure takes, with puts and again with reads. */
  private static final int WARM_UP_FIGURES = 3;

  private static final Duration CORE_TIME = Duration.ofSeconds(2);

  private final Console console;
  private final RealTime clock = new RealTime();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "5",
      description = "For each figure, after as long a warm-up (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--outstanding",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,64,256",
      description = "Requests always under way (default: ${DEFAULT-VALUE}).")
  private List<Integer> outstanding = List.of();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often each figure is taken (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--etcd",
      description = "The same of etcd, by turns; needs etcd and h2load on the PATH.")
  private boolean etcd;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "0",
      description = "Writes so many keys: puts during snapshots, restart, memory.")
  private int keys;

  @Option(
      names = "--failover",
      paramLabel = "N",
      defaultValue = "0",
      description = "Kills the leader so often, and takes the time to the next write.")
  private int failover;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the servers keep their data meanwhile (default: a temporary folder).")
  private Path data = Path.of(System.getProperty("java.io.tmpdir"));

  RaftBenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadArguments, ClusterFailed, IOException {
    validate();
    Path folder = Files.createTempDirectory(data, "minos-bench-");
    try {
      double ignored = new CoreSteps().run(CORE_TIME, clock::nanos); // to warm up
      double steps = new CoreSteps().run(CORE_TIME, clock::nanos);
      console.say(
          String.format(Locale.ROOT, "core alone: %,.0f steps a second, one thread", steps));
      measure(folder);
      return ExitCode.VALID;
    } catch (IOException e) {
      throw new ClusterFailed("bench raft: " + e.getMessage(), e);
    } finally {
      remove(folder);
    }
  }

  private void validate() throws BadArguments {
    for (int level : outstanding) {
      if (level < 1 || level > 2048) {
        throw new BadArguments("--outstanding " + level + ": must be 1 to 2048");
      }
    }
    if (seconds < 1 || rounds < 1 || failover < 0 || keys < 0 || keys > MAX_KEYS) {
      throw new BadArguments(
          "--seconds and --rounds: at least 1; --failover: at least 0; --keys: 0 to " + MAX_KEYS);
    }
    if (!Files.isDirectory(data)) {
      throw new BadArguments("--data " + data + ": no such folder");
    }
    List<String> missing = EtcdSystem.missing();
    if (etcd && !missing.isEmpty()) {
      throw new BadArguments(
          "--etcd: not on the PATH: "
              + String.join(", ", missing)
              + " (Debian: apt-get install etcd-server nghttp2-client)");
    }
  }

  private void measure(Path folder) throws IOException {
    console.say("data in " + folder + " (" + Files.getFileStore(folder).type() + ")");
    try (RaftServers servers = new RaftServers(folder);
        EtcdSystem other = new EtcdSystem(folder, clock::nanos)) {
      List<Measurable> systems = new ArrayList<>();
      servers.startAll();
      systems.add(new RaftSystem(servers, clock::nanos));
      if (etcd) {
        other.startAll();
        systems.add(other);
      }
      Duration time = Duration.ofSeconds(seconds);
      RaftBench bench = new RaftBench(systems, console::say);
      bench.warmUp(time.multipliedBy(WARM_UP_FIGURES));
      bench.run(outstanding, time, time, rounds);
      if (keys > 0) {
        new ManyKeys(servers, clock::nanos, console::say).run(keys);
      }
      if (failover > 0) {
        reportFailover(new Failover(servers, clock::nanos).run(failover));
      }
    }
  }

  private void reportFailover(Samples samples) {
    double median = samples.percentile(50) / NANOS_PER_MILLI;
    double p99 = samples.percentile(99) / NANOS_PER_MILLI;
    console.say(
        String.format(
            Locale.ROOT,
            "failover, %d kills: median %.0f ms, p99 %.0f ms; %.1f and %.1f election timeouts of %d"
                + " ms",
            samples.size(),
            median,
            p99,
            median / ELECTION_TIMEOUT_MILLIS,
            p99 / ELECTION_TIMEOUT_MILLIS,
            ELECTION_TIMEOUT_MILLIS));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
