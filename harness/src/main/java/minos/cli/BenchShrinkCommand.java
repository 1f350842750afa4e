package minos.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.fault.Breakable;
import minos.fault.FaultKind;
import minos.fault.FaultTiming;
import minos.history.History;
import minos.hunt.Judge;
import minos.run.SimulatedRun;
import minos.run.Test;
import minos.run.Workload;
import minos.shrink.Failing;
import minos.shrink.Schedule;
import minos.shrink.Shrinker;
import minos.store.Defaults;
import minos.time.Durations;
import minos.time.RealTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code minos bench shrink}: how small failing runs become, and how fast. */
@Command(
    name = "shrink",
    description = {
      "Looks for a run of the default size that fails by each flaw, by its history unless asked",
      "otherwise, and shrinks it: what is left of it, a line each, and the medians."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:in the median at most 10 operations and 5 faults are left",
      "2:more are, or nothing failed",
      "254:bad arguments",
      "255:Minos itself failed"
    })
final class BenchShrinkCommand implements Callable<Integer> {
  private static final int OPERATIONS_MAX = 10;
  private static final int FAULTS_MAX = 5;
  private static final List<String> FAULTS =
      List.of(Defaults.FAULTS, "kill-all", "kill-leader,partition-leader");

  private final RealTime clock = new RealTime();
  private final Console console;
  private final Catalogue catalogue;
  private final List<Schedule> shrunk = new ArrayList<>();

  @Option(
      names = "--flaw",
      paramLabel = "ID",
      description = "Only this one; may be repeated (default: all of them).")
  private List<String> flaws = new ArrayList<>();

  @Option(
      names = "--judge",
      paramLabel = "NAME",
      defaultValue = "history",
      description = "Who must see it: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Judge judge = Judge.HISTORY;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "8",
      description =
          "How many on each ground, to find a run that fails (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--budget",
      paramLabel = "60s",
      defaultValue = "60s",
      description = "Real time to shrink one (default: ${DEFAULT-VALUE}).")
  private Duration budget = Duration.ZERO;

  BenchShrinkCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, ClusterFailed {
    SystemUnderTest system = catalogue.system(Defaults.SYSTEM);
    List<String> all = flaws.isEmpty() ? system.flaws().keySet().stream().sorted().toList() : flaws;
    console.say(line("flaw", "on", "operations", "faults", "nodes", "clients", "ends at", "took"));
    for (String flaw : all) {
      if (!system.flaws().containsKey(flaw)) {
        throw new BadArguments(Closest.unknown("flaw of " + system.name(), flaw, all));
      }
      shrink(flaw, system);
    }
    if (shrunk.isEmpty()) {
      console.say("no run failed");
      return ExitCode.UNKNOWN;
    }
    long operations = median(Schedule::operations);
    long faults = median(schedule -> schedule.faults().size());
    console.say(
        "of %d flaws in the median %d operations, %d faults, %d nodes, %d clients, %s"
            .formatted(
                shrunk.size(),
                operations,
                faults,
                median(Schedule::nodes),
                median(Schedule::clients),
                Durations.readable(median(Schedule::end))));
    return operations <= OPERATIONS_MAX && faults <= FAULTS_MAX ? ExitCode.VALID : ExitCode.UNKNOWN;
  }

  private void shrink(String flaw, SystemUnderTest system) throws ClusterFailed {
    for (String faults : FAULTS) {
      for (Workload workload : catalogue.workloads()) {
        for (int seed = 1; seed <= seeds; seed++) {
          Test test = test(flaw, workload, faults, seed, system);
          SimulatedRun run = SimulatedRun.of(test, workload, system);
          History history = new History(run.history());
          Optional<Failing.Found> found =
              Failing.again(test, history, run.faults(), workload, system)
                  .filter(it -> it.failing().judge() == judge);
          if (found.isPresent()) {
            shrink(flaw, workload.name() + ", " + faults + ", seed " + seed, found.get());
            return;
          }
        }
      }
    }
  }

  private void shrink(String flaw, String on, Failing.Found found) {
    long begun = clock.nanos();
    Schedule whole = found.schedule();
    Schedule least =
        new Shrinker(
                whole,
                found.failing(),
                () -> clock.nanos() - begun > budget.toNanos(),
                Runtime.getRuntime().availableProcessors(),
                (what, before, after, trials) -> {})
            .run();
    shrunk.add(least);
    console.say(
        line(
            flaw,
            on,
            whole.operations() + " to " + least.operations(),
            whole.faults().size() + " to " + least.faults().size(),
            whole.nodes() + " to " + least.nodes(),
            whole.clients() + " to " + least.clients(),
            Durations.readable(least.end()),
            Durations.readable(clock.nanos() - begun)));
  }

  private static Test test(
      String flaw, Workload workload, String faults, long seed, SystemUnderTest system) {
    int nodes = Integer.parseInt(Defaults.NODES);
    return new Test(
        system.name(),
        workload.name(),
        World.SIM,
        nodes,
        FaultKind.parse(faults, new Breakable(nodes, system.lacks(World.SIM))).stream()
            .map(FaultKind::name)
            .toList(),
        Optional.empty(),
        FaultTiming.DEFAULT,
        Durations.parse(Defaults.TIME),
        Integer.parseInt(Defaults.CONCURRENCY),
        Double.parseDouble(Defaults.RATE),
        Integer.parseInt(Defaults.KEYS),
        seed,
        List.of(flaw),
        "");
  }

  private static String line(String... cells) {
    return String.format("%-5s %-46s %-13s %-8s %-8s %-9s %-8s %s", (Object[]) cells);
  }

  private long median(ToLongFunction<Schedule> figure) {
    List<Long> sorted = shrunk.stream().map(figure::applyAsLong).sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
