package minos.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.check.Limits;
import minos.check.Validity;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.history.JsonLines;
import minos.run.SimulatedRun;
import minos.run.Test;
import minos.run.Workload;
import minos.store.RunListener;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.time.Durations;
import minos.time.RealTime;
import minos.time.WallClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code minos bench sim}: how fast simulated runs are, and whether a seed is a whole run. */
@Command(
    name = "sim",
    description = {
      "Runs a test in the simulation many times: real time a run, runs a minute, and whether the",
      "same seed gives the same bytes of history. Takes the options of run; leaves no folders."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all runs were valid, and the histories the same",
      "1:a run was not linearizable",
      "2:a run was unknown",
      "254:bad arguments",
      "255:the same seed gave another history"
    })
final class BenchSimCommand implements Callable<Integer> {
  private static final long FIRST_SEED = 1;
  private static final double NANOS_PER_MINUTE = 60e9;

  private final RealTime clock = new RealTime();
  private final Console console;
  private final Catalogue catalogue;

  @Mixin private TestOptions options = new TestOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many, once one by one and once on all cores (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Option(
      names = "--twice",
      paramLabel = "N",
      defaultValue = "20",
      description = {
        "How many seeds are run twice, to compare their histories byte by byte (default:",
        "${DEFAULT-VALUE})."
      })
  private int twice;

  BenchSimCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, IOException, StoreFailed, ClusterFailed {
    if (options.world == World.DOCKER) {
      throw new BadArguments("--in docker: this bench is of the simulation");
    }
    options.world = World.SIM;
    options.validate(catalogue.system(options.system));
    if (runs < 1) {
      throw new BadArguments("--runs " + runs + ": at least 1 run");
    }
    if (twice < 1) {
      throw new BadArguments("--twice " + twice + ": at least 1 seed");
    }
    Path folder = Files.createTempDirectory("minos-bench-");
    try {
      StoredRun.Request first = request(folder);
      Validity oneByOne = oneByOne(first);
      Validity together = together(first);
      return isRepeated(first.test()) ? ExitCode.of(oneByOne.and(together)) : ExitCode.FAILED;
    } finally {
      remove(folder);
    }
  }

  private StoredRun.Request request(Path folder) throws BadArguments {
    long seed = options.seed == null ? FIRST_SEED : options.seed;
    return new StoredRun.Request(
        options.test(World.SIM, seed, catalogue.system(options.system)),
        catalogue.workload(options.workload),
        catalogue.system(options.system),
        folder,
        WallClock.system().now(),
        false,
        false,
        Limits.DEFAULT);
  }

  private Validity oneByOne(StoredRun.Request first) throws StoreFailed, ClusterFailed {
    List<Batch.Result> results = new ArrayList<>();
    new Batch(first, runs, 1, RunListener.NONE).run(results::add);
    List<Long> nanos = results.stream().map(Batch.Result::nanos).sorted().toList();
    say(
        runs
            + " runs of "
            + Durations.label(first.test().time())
            + " one by one: first "
            + Durations.readable(results.getFirst().nanos())
            + ", median "
            + Durations.readable(nanos.get(nanos.size() / 2))
            + ", longest "
            + Durations.readable(nanos.getLast()));
    return worst(results);
  }

  private Validity together(StoredRun.Request first) throws StoreFailed, ClusterFailed {
    int threads = Runtime.getRuntime().availableProcessors();
    List<Batch.Result> results = new ArrayList<>();
    long begun = clock.nanos();
    new Batch(first, runs, threads, RunListener.NONE).run(results::add);
    long nanos = Math.max(1, clock.nanos() - begun);
    say(threads + " at a time: " + Math.round(runs * NANOS_PER_MINUTE / nanos) + " runs a minute");
    return worst(results);
  }

  /** Each seed twice, in memory; the digest of all histories is for other machines and JDKs. */
  private boolean isRepeated(Test test) throws BadArguments {
    Workload workload = catalogue.workload(test.workload());
    SystemUnderTest system = catalogue.system(test.system());
    List<byte[]> digests =
        IntStream.range(0, twice)
            .parallel()
            .mapToObj(number -> test.withSeed(test.seed() + number))
            .map(one -> {
              byte[] once = digest(one, workload, system);
              return Arrays.equals(once, digest(one, workload, system)) ? once : new byte[0];
            })
            .toList();
    long others = digests.stream().filter(digest -> digest.length == 0).count();
    MessageDigest all = sha256();
    digests.forEach(all::update);
    say(
        "%,d seeds twice: ".formatted(twice)
            + (others == 0
                ? "each history byte-identical; all of them: sha256 "
                    + HexFormat.of().formatHex(all.digest())
                : others + " gave ANOTHER history"));
    return others == 0;
  }

  private static byte[] digest(Test test, Workload workload, SystemUnderTest system) {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      JsonLines.write(SimulatedRun.of(test, workload, system).history(), out);
    } catch (IOException | ClusterFailed e) {
      throw new IllegalStateException(e);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Validity worst(List<Batch.Result> results) {
    return results.stream().map(Batch.Result::validity).reduce(Validity.VALID, Validity::and);
  }

  private void say(String line) {
    console.say("simulation, " + line);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
