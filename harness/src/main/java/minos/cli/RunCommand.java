package minos.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.generate.Seed;
import minos.report.RunFiles;
import minos.report.VerdictLine;
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

/** {@code minos run}: one test, from start to verdict. */
@Command(
    name = "run",
    description = {
      "Runs one test: a cluster, clients, faults; then judges what the clients saw.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:linearizable, and every fault proven and healed",
      "1:not linearizable",
      "2:unknown: not everything could be judged or proven",
      "254:bad arguments",
      "255:Minos itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos run                                        5 nodes, all faults, 30 s",
      "  minos run --in sim --seed 8123                   the same run every time",
      "  minos run --faults partition-halves,kill-leader  only these",
      "  minos run --in sim --flaw RD01 --time 60s        see stale reads found"
    })
final class RunCommand implements Callable<Integer> {
  private static final int SEEDS = 1_000_000;

  private final RealTime clock = new RealTime();
  private final Console console;
  private final Catalogue catalogue;

  @Mixin private TestOptions options = new TestOptions();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where run folders go (default: results here, or else beside the launcher).")
  private Path results = Path.of("results");

  @Mixin private LimitOptions limits = new LimitOptions();

  @Option(
      names = "--fail-fast",
      description = {
        "End the load at the first contradiction, which is looked for while it goes on;",
        "then heal, read and judge as always."
      })
  private boolean failFast;

  @Mixin private GateOptions gate = new GateOptions();

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "How many runs, with consecutive seeds (default: ${DEFAULT-VALUE}).",
        "In sim as many at a time as there are cores; valid ones then keep only run, verdict,",
        "faults and figures (.json): their seed brings the rest back."
      })
  private int runs = 1;

  RunCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws Exception {
    SystemUnderTest system = catalogue.system(options.system);
    Workload workload = catalogue.workload(options.workload);
    options.validate(system);
    if (runs < 1) {
      throw new BadArguments("--runs " + runs + ": at least 1 run");
    }
    if (runs > 1 && options.keep) {
      throw new BadArguments(
          "--keep and --runs exclude each other: only one cluster can be left up");
    }
    if (options.nodes % 2 == 0) {
      console.complain(
          "warning: "
              + options.nodes
              + " nodes bear no more failures than "
              + (options.nodes - 1)
              + "; odd numbers are usual");
    }
    WorldChoice choice = chosenWorld(system);
    WallClock wallClock = WallClock.system();
    long seed = options.seed != null ? options.seed : freshSeed(wallClock);
    Test test = options.test(choice.world(), seed, system);
    announce(test, choice);
    StoredRun.Request request =
        new StoredRun.Request(
            test,
            workload,
            system,
            results,
            wallClock.now(),
            options.keep,
            failFast,
            limits.limits());
    return runs == 1 ? executeOne(request) : executeMany(request);
  }

  private int executeOne(StoredRun.Request request) throws StoreFailed, ClusterFailed {
    RunGate told = new RunGate();
    long begun = clock.nanos();
    StoredRun.Outcome outcome = new OneRun(console).execute(request);
    if (gate.isAsked()) {
      long wall = clock.nanos() - begun;
      told.add(request.test(), Attempts.of(outcome, RunFiles.report(outcome), results, wall));
      gate.write(told.report(1, Duration.ofNanos(wall)), console);
    }
    return ExitCode.of(outcome.verdict().validity());
  }

  /** For those who do not bring their own: short enough to be typed. */
  private static long freshSeed(WallClock clock) {
    return new Seed(clock.now().hashCode()).below(SEEDS);
  }

  private WorldChoice chosenWorld(SystemUnderTest system) throws BadArguments, ClusterFailed {
    try {
      WorldChoice choice = WorldChoice.of(system, options.world);
      if (choice.world() != World.DOCKER && (options.keep || !options.image.isEmpty())) {
        throw new ClusterFailed(
            "--keep and --image need containers, and there are none: " + choice.why());
      }
      return choice;
    } catch (WorldChoice.WorldUnavailable e) {
      throw new ClusterFailed(String.valueOf(e.getMessage()), e);
    }
  }

  private void announce(Test test, WorldChoice choice) {
    console.say(
        test.system()
            + " x"
            + test.nodes()
            + " in "
            + choice.world().label()
            + " ("
            + choice.why()
            + "), "
            + test.workload()
            + ", "
            + (test.faults().isEmpty() ? "no faults" : String.join(",", test.faults()))
            + ", "
            + Durations.label(test.time())
            + ", seed "
            + test.seed()
            + (runs == 1 ? "" : " to " + (test.seed() + runs - 1)));
  }

  private int executeMany(StoredRun.Request first) throws StoreFailed, ClusterFailed {
    RunGate told = new RunGate();
    boolean simulated = first.test().world() == World.SIM;
    int threads = simulated ? Math.min(runs, Runtime.getRuntime().availableProcessors()) : 1;
    StatusLine status = new StatusLine(console, clock::nanos);
    RunListener listener = simulated ? status.warningsOnly() : status;
    Batch batch = new Batch(first, runs, threads, listener);
    OneRun.onInterrupt(status, "no further run begins", batch::stop, batch::abandon);
    String checker = first.workload().checker(StoredRun.options(first.test())).name();
    BatchText text = new BatchText(console, VerdictLine.property(checker));
    long begun = clock.nanos();
    batch.run(result -> {
      status.clear();
      text.tell(result);
      told.add(result.test(), result.attempt());
    });
    long wall = clock.nanos() - begun;
    text.sum(runs, wall, threads);
    if (gate.isAsked()) {
      gate.write(told.report(runs, Duration.ofNanos(wall)), console);
    }
    return ExitCode.of(text.worst(runs));
  }
}
