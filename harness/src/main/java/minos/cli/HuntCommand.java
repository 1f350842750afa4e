package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.fault.Breakable;
import minos.fault.FaultKind;
import minos.fault.FaultTiming;
import minos.hunt.Ground;
import minos.hunt.Hunt;
import minos.hunt.Judge;
import minos.hunt.KillMatrix;
import minos.hunt.Row;
import minos.run.Test;
import minos.run.Workload;
import minos.store.Defaults;
import minos.store.StoreFailed;
import minos.time.RealTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code minos hunt}: how surely and how fast each known bug is caught. */
@Command(
    name = "hunt",
    description = {
      "Plants one known bug after another in simulated nodes and counts how often",
      "it is caught: by the checker from what clients saw, by a node that ends",
      "itself, or since the store does not come back. The nodes without a bug are",
      "hunted, too, and must never be caught.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every flaw was caught, and nothing without one",
      "1:something was caught where no flaw was planted: a false alarm, or a bug nobody knew",
      "2:some flaw was not caught in its time",
      "254:bad arguments",
      "255:Minos itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos hunt                                       every flaw, 10 minutes in all",
      "  minos hunt --flaw CL01 --workload queue          one flaw on one ground",
      "  minos hunt --json matrix.json --compare old.json"
    })
final class HuntCommand implements Callable<Integer> {
  private static final List<String> FAULTS = List.of(Ground.SWARM);

  private final RealTime clock = new RealTime();
  private final Console console;
  private final Catalogue catalogue;

  @Option(
      names = "--flaw",
      paramLabel = "ID",
      description = "Only this one; may be repeated (default: all of them).")
  private List<String> flaws = new ArrayList<>();

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      description = "Only this one; may be repeated (default: all of them).")
  private List<String> workloads = new ArrayList<>();

  @Option(
      names = "--faults",
      paramLabel = "LIST",
      description = {
        "As run takes it; may be repeated (default: " + Ground.SWARM + ",",
        "each run draws its faults and its world by its seed)."
      })
  private List<String> faults = new ArrayList<>();

  @Option(
      names = "--judge",
      paramLabel = "NAME",
      description = {
        "Only this one may catch: invariant, history, node or",
        "liveness; may be repeated (default: all of them)."
      })
  private List<String> judges = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many flaws are hunted at a time (default: as many as cores).")
  private int threads;

  @Option(
      names = "--catches",
      paramLabel = "N",
      defaultValue = "3",
      description = "So many of a flaw are enough (default: ${DEFAULT-VALUE}).")
  private int catches;

  @Option(
      names = "--budget",
      paramLabel = "10m",
      defaultValue = "10m",
      description = "Real time for all, shared evenly by the flaws (default: ${DEFAULT-VALUE}).")
  private Duration budget = Duration.ZERO;

  @Option(
      names = "--system",
      paramLabel = "NAME",
      defaultValue = Defaults.SYSTEM,
      description = "What has the flaws (default: ${DEFAULT-VALUE}).")
  private String system = "";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = Defaults.NODES,
      description = "Of each run (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--time",
      paramLabel = "30s",
      defaultValue = Defaults.TIME,
      description = "Virtual, of each run (default: ${DEFAULT-VALUE}).")
  private Duration time = Duration.ZERO;

  @Option(
      names = "--rate",
      paramLabel = "OPS",
      defaultValue = Defaults.RATE,
      description = "Operations a second of each run (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the first run on each ground (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the kill matrix.")
  private @Nullable Path json;

  @Option(
      names = "--compare",
      paramLabel = "FILE",
      description = "An earlier kill matrix: says what is caught more or less surely now.")
  private @Nullable Path compare;

  HuntCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, ClusterFailed, StoreFailed {
    SystemUnderTest tested = catalogue.system(system);
    require(
        tested.worlds().contains(World.SIM),
        "--system " + system + ": a hunt is simulated, and this system has no simulation");
    Map<String, Workload> chosen = chosenWorkloads(tested);
    List<String> hunted = chosenFlaws(tested);
    List<Ground> grounds = grounds(chosen, tested);
    require(catches >= 1, "--catches " + catches + ": at least 1");
    require(!budget.isZero(), "--budget 0s: a hunt needs some time, such as 10m");
    require(!time.isZero(), "--time 0s: a run needs some time, such as 30s");
    require(rate > 0 && Double.isFinite(rate), "--rate " + rate + ": operations a second");
    Map<String, KillMatrix.Earlier> earlier = earlier();
    require(threads >= 0, "--threads " + threads + ": at least 1");
    int together = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    Duration each = budget.multipliedBy(together).dividedBy(hunted.size());
    HuntText text = new HuntText(console, earlier, tested.sights());
    text.begin(hunted.size(), grounds.size(), each);
    Hunt hunt =
        new Hunt(tested, chosen, pattern(), new Hunt.Aim(hunted, grounds, catches, each, judges()));
    onInterrupt(hunt);
    long begun = clock.nanos();
    List<Row> rows = hunt.run(together, text::tell);
    text.sum(rows, clock.nanos() - begun);
    write(rows);
    return exitCode(rows);
  }

  private Map<String, Workload> chosenWorkloads(SystemUnderTest tested) throws BadArguments {
    List<String> names =
        workloads.isEmpty()
            ? catalogue.workloads().stream()
                .map(Workload::name)
                .filter(name -> tested.refuses(name).isEmpty())
                .toList()
            : workloads;
    Map<String, Workload> chosen = new LinkedHashMap<>();
    for (String name : names) {
      chosen.put(name, catalogue.workload(name));
    }
    return chosen;
  }

  private List<String> chosenFlaws(SystemUnderTest tested) throws BadArguments {
    for (String flaw : flaws) {
      require(
          tested.flaws().containsKey(flaw),
          Closest.unknown(
              "flaw of " + tested.name(),
              flaw,
              List.copyOf(new TreeSet<>(tested.flaws().keySet()))));
    }
    return Stream.concat(
            Stream.of(Hunt.NONE),
            flaws.isEmpty() ? tested.flaws().keySet().stream().sorted() : flaws.stream().distinct())
        .toList();
  }

  private List<Ground> grounds(Map<String, Workload> chosen, SystemUnderTest tested)
      throws BadArguments {
    List<Ground> grounds = new ArrayList<>();
    for (String each : faults.isEmpty() ? FAULTS : faults) {
      try {
        if (!each.equals(Ground.SWARM)) {
          FaultKind.parse(each, new Breakable(nodes, tested.lacks(World.SIM)));
        }
      } catch (IllegalArgumentException e) {
        throw new BadArguments("--faults " + each + ": " + e.getMessage());
      }
      chosen.keySet().forEach(workload -> grounds.add(new Ground(workload, each)));
    }
    return grounds;
  }

  private Set<Judge> judges() throws BadArguments {
    Set<Judge> chosen = EnumSet.noneOf(Judge.class);
    List<String> known = Arrays.stream(Judge.values()).map(Judge::label).toList();
    for (String name : judges) {
      require(known.contains(name), Closest.unknown("--judge", name, known));
      chosen.add(List.of(Judge.values()).get(known.indexOf(name)));
    }
    return chosen.isEmpty() ? EnumSet.allOf(Judge.class) : chosen;
  }

  private Test pattern() {
    return new Test(
        system,
        "",
        World.SIM,
        nodes,
        List.of(),
        Optional.empty(),
        FaultTiming.DEFAULT,
        time,
        Integer.parseInt(Defaults.CONCURRENCY),
        rate,
        Integer.parseInt(Defaults.KEYS),
        seed,
        List.of(),
        "");
  }

  private Map<String, KillMatrix.Earlier> earlier() throws BadArguments, StoreFailed {
    if (compare == null) {
      return Map.of();
    }
    try {
      return KillMatrix.read(Files.readString(compare));
    } catch (IllegalArgumentException e) {
      throw new BadArguments("--compare " + compare + ": " + e.getMessage());
    } catch (IOException e) {
      throw StoreFailed.reading(compare, e);
    }
  }

  private void onInterrupt(Hunt hunt) {
    Interrupts.handle(
        () -> {
          console.complain("stopping; no further run begins (again to end at once)");
          hunt.stop();
        },
        () -> System.exit(ExitCode.FAILED),
        () -> Runtime.getRuntime().halt(ExitCode.FAILED));
  }

  private void write(List<Row> rows) throws StoreFailed {
    if (json != null) {
      try {
        Files.writeString(json, KillMatrix.json(rows) + "\n");
      } catch (IOException e) {
        throw StoreFailed.writing(json, e);
      }
    }
  }

  private static int exitCode(List<Row> rows) {
    boolean alarm = rows.stream().anyMatch(row -> isReference(row) && row.caught() > 0);
    boolean missed = rows.stream().anyMatch(row -> !isReference(row) && row.caught() == 0);
    boolean untried = rows.stream().anyMatch(row -> row.trials() == row.unknown());
    return alarm ? ExitCode.INVALID : missed || untried ? ExitCode.UNKNOWN : ExitCode.VALID;
  }

  private static boolean isReference(Row row) {
    return row.flaw().equals(Hunt.NONE);
  }

  private static void require(boolean holds, String otherwise) throws BadArguments {
    if (!holds) {
      throw new BadArguments(otherwise);
    }
  }
}
