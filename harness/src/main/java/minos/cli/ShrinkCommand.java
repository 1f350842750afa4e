package minos.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import minos.check.Limits;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.run.Test;
import minos.run.Workload;
import minos.shrink.Failing;
import minos.shrink.Schedule;
import minos.shrink.Shrinker;
import minos.store.Recorded;
import minos.store.RunFolder;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.time.Durations;
import minos.time.RealTime;
import minos.time.WallClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos shrink}: the least that still fails as a run did. */
@Command(
    name = "shrink",
    description = {
      "Cuts a simulated run that failed: fewer operations, faults, nodes and clients, in less",
      "time, as long as the same judge still sees that something is wrong. Each step runs again.",
      "What is smallest in the end is run once more and kept, with its report.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no longer anything to see: the last run was valid",
      "1:not linearizable, and smaller",
      "2:unknown: it does not fail again, or no history tells that it fails",
      "254:bad arguments",
      "255:Minos itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos run --in sim --flaw RD01 --time 60s --seed 4",
      "  minos shrink latest                              at most 60 s",
      "  minos replay latest                              the small one again"
    })
final class ShrinkCommand implements Callable<Integer> {
  private final RealTime clock = new RealTime();
  private final Console console;
  private final Catalogue catalogue;

  @Parameters(paramLabel = "RUN", description = "The run's folder, or latest.")
  private String run = RunFolder.LATEST;

  @Option(
      names = "--budget",
      paramLabel = "60s",
      defaultValue = "60s",
      description = "Real time; what is smallest then is the result (default: ${DEFAULT-VALUE}).")
  private Duration budget = Duration.ZERO;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where run folders are, and the new one goes (default: results).")
  private Path results = Path.of("results");

  ShrinkCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed, ClusterFailed {
    if (budget.isZero()) {
      throw new BadArguments("--budget 0s: shrinking needs some time, such as 60s");
    }
    Recorded recorded = Recorded.in(RunFolder.open(results, run));
    Test test = recorded.info().test();
    if (test.world() != World.SIM) {
      throw new BadArguments(
          ("%s ran in containers: only what is simulated comes again exactly, and can be cut;"
                  + " its smallest contradiction: minos check %s")
              .formatted(recorded.folder().path(), recorded.folder().path()));
    }
    SystemUnderTest system = catalogue.system(test.system());
    Workload workload = catalogue.workload(test.workload());
    Optional<Failing.Found> found =
        Failing.again(test, recorded.history(), recorded.faults(), workload, system);
    if (found.isEmpty()) {
      console.complain(
          recorded.folder().path() + " does not fail: nothing is wrong when it is done again");
      return ExitCode.UNKNOWN;
    }
    Schedule least = least(found.get().schedule(), found.get().failing());
    return ExitCode.of(
        new OneRun(console)
            .execute(
                new StoredRun.Request(
                    least.on(test),
                    workload,
                    system,
                    results,
                    WallClock.system().now(),
                    false,
                    false,
                    Limits.DEFAULT))
            .verdict()
            .validity());
  }

  private Schedule least(Schedule whole, Failing failing) {
    long begun = clock.nanos();
    long end = begun + budget.toNanos();
    console.say("%s; wrong by the judge of %s".formatted(words(whole), failing.judge().label()));
    Shrinker shrinker =
        new Shrinker(
            whole,
            failing,
            () -> clock.nanos() > end,
            Runtime.getRuntime().availableProcessors(),
            (what, before, after, trials) ->
                console.say(
                    "%8s  %-13s  %s"
                        .formatted(Durations.readable(clock.nanos() - begun), what, words(after))));
    Schedule least = shrinker.run();
    console.say(
        "the least after %s and %,d runs: %s%s"
            .formatted(
                Durations.readable(clock.nanos() - begun),
                shrinker.trials(),
                words(least),
                clock.nanos() > end ? "; with a larger --budget maybe less" : ""));
    console.say("");
    return least;
  }

  static String words(Schedule schedule) {
    return String.join(
        ", ",
        List.of(
            count(schedule.operations(), "operation"),
            count(schedule.faults().size(), "fault"),
            count(schedule.nodes(), "node"),
            count(schedule.clients(), "client"),
            Durations.readable(schedule.end())));
  }

  private static String count(int number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }
}
