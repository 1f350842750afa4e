package minos.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.cluster.Capability;
import minos.cluster.Latency;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.fault.Breakable;
import minos.fault.FaultKind;
import minos.fault.FaultScript;
import minos.fault.FaultTiming;
import minos.fault.Rhythm;
import minos.run.Test;
import minos.store.Defaults;
import minos.store.FaultsJson;
import minos.store.StoreFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run can be told, and what it must not be. */
final class TestOptions {
  private static final int NODES_MAX = 99;
  private static final int CONCURRENCY_MAX = 10_000;

  @Option(
      names = "--in",
      paramLabel = "docker|sim|process",
      description =
          "Containers, the simulation, or plain programs of this machine (default: containers where"
              + " they can be had).")
  @Nullable World world;

  @Option(
      names = "--system",
      paramLabel = "NAME",
      defaultValue = Defaults.SYSTEM,
      description = "What is tested (default: ${DEFAULT-VALUE}; see: minos list).")
  String system = "";

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      defaultValue = Defaults.WORKLOAD,
      description = "What clients do (default: ${DEFAULT-VALUE}).")
  String workload = "";

  @Option(
      names = "--program",
      paramLabel = "COMMAND",
      defaultValue = "",
      description =
          "The command of a node, for systems of your own programs: --program './kv --debug'.")
  String program = "";

  @Option(
      names = "--latency",
      paramLabel = "100ms",
      description =
          "Of messages between nodes, in process (default: a quick local network); also"
              + " uniform:100ms, exponential:100ms.")
  @Nullable Latency latency;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = Defaults.NODES,
      description = "How many nodes (default: ${DEFAULT-VALUE}).")
  int nodes;

  @Option(
      names = "--faults",
      paramLabel = "LIST|none",
      description = "What is broken meanwhile (default: " + Defaults.FAULTS + ").")
  @Nullable String faults;

  @Option(
      names = "--fault-script",
      paramLabel = "FILE",
      description = "Instead: the faults of an earlier run's faults.json, as they were then.")
  @Nullable Path faultScript;

  @Option(
      names = "--fault-schedule",
      paramLabel = "NAME",
      defaultValue = "turns",
      description = "How faults follow one another (default: turns; see: minos list).")
  String faultSchedule = "";

  @Option(
      names = "--fault-interval",
      paramLabel = "10s",
      description = "From one fault to the next, on average (default: 8s, less in short runs).")
  @Nullable Duration faultInterval;

  @Option(
      names = "--time",
      paramLabel = "30s",
      defaultValue = Defaults.TIME,
      description = "For how long: 500ms, 30s, 5m, 1h; virtual in sim (default: ${DEFAULT-VALUE}).")
  Duration time = Duration.ZERO;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = Defaults.CONCURRENCY,
      description = "How many clients work at once (default: ${DEFAULT-VALUE}).")
  int concurrency;

  @Option(
      names = "--rate",
      paramLabel = "OPS",
      defaultValue = Defaults.RATE,
      description =
          "Operations a second in all; 0: as fast as they can (default: ${DEFAULT-VALUE}).")
  double rate;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = Defaults.KEYS,
      description = "How many objects (default: ${DEFAULT-VALUE}).")
  int keys;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of everything that is left to chance (default: another one each time).")
  @Nullable Long seed;

  @Option(
      names = "--flaw",
      paramLabel = "ID",
      description = "Plant a known bug in every node, to see it found (see: minos list).")
  List<String> flaws = new ArrayList<>();

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      defaultValue = "",
      description = "A container image instead of the system's own.")
  String image = "";

  @Option(
      names = "--swarm",
      description = "The seed also draws the world: network, disks, settings (sim only).")
  boolean swarm;

  @Option(names = "--keep", description = "Leave the cluster up at the end (docker only).")
  boolean keep;

  /**
   * Refuses what cannot be; everything that can be known before anything is started.
   *
   * @param tested as named by {@link #system}
   */
  void validate(SystemUnderTest tested) throws BadArguments {
    require(nodes >= 1, "--nodes " + nodes + ": a cluster needs at least 1 node");
    require(nodes <= NODES_MAX, "--nodes " + nodes + ": " + NODES_MAX + " nodes at most");
    require(!time.isZero(), "--time 0s: a run needs some time, such as 30s");
    require(concurrency >= 1, "--concurrency " + concurrency + ": at least 1 client must work");
    require(
        concurrency <= CONCURRENCY_MAX,
        "--concurrency " + concurrency + ": " + CONCURRENCY_MAX + " clients at most");
    require(
        rate >= 0 && Double.isFinite(rate),
        "--rate " + rate + ": operations a second, or 0 for as fast as they can");
    require(keys >= 1, "--keys " + keys + ": at least 1 object");
    require(
        world != World.SIM || image.isEmpty(),
        "--image and --in sim exclude each other: the simulation has no images");
    require(
        world != World.SIM || !keep,
        "--keep and --in sim exclude each other: a simulated cluster ends with its run");
    require(
        faults == null || faultScript == null,
        "--faults and --fault-script exclude each other: the script says which faults");
    Optional<String> served = tested.refuses(workload);
    require(
        served.isEmpty(),
        "--workload %s: %s serves only %s".formatted(workload, tested.name(), served.orElse("")));
    require(
        tested.needsProgram() || program.isEmpty(),
        "--program: %s brings its own; yours run as a system that minos list shows with [process]"
            .formatted(tested.name()));
    require(
        !tested.needsProgram() || !program.isBlank(),
        "--program is missing: %s is %s".formatted(tested.name(), tested.summary()));
    requireTiming();
    faultNames(Map.of(), tested);
    for (String flaw : flaws) {
      require(
          tested.flaws().containsKey(flaw),
          Closest.unknown(
              "flaw of " + tested.name(),
              flaw,
              tested.flaws().keySet().stream().sorted().toList()));
    }
  }

  /**
   * What they come to.
   *
   * @throws BadArguments if a fault cannot be had in that world
   */
  Test test(World chosen, long chosenSeed, SystemUnderTest tested) throws BadArguments {
    require(
        chosen == World.SIM || !swarm,
        "--swarm: only a simulated world can be drawn, so that it takes --in sim");
    require(
        chosen == World.PROCESS || latency == null,
        "--latency: only between programs of this machine does Minos play the network, so that it"
            + " takes --in process");
    return new Test(
            system,
            workload,
            chosen,
            nodes,
            faultNames(tested.lacks(chosen), tested),
            script(),
            timing(),
            time,
            concurrency,
            rate,
            keys,
            chosenSeed,
            List.copyOf(new LinkedHashSet<>(flaws)),
            image)
        .inSwarm(swarm)
        .running(words())
        .apart(Optional.ofNullable(latency));
  }

  private List<String> words() throws BadArguments {
    try {
      return CommandWords.of(program);
    } catch (IllegalArgumentException e) {
      throw new BadArguments("--program " + program + ": " + e.getMessage());
    }
  }

  private Optional<FaultScript> script() throws BadArguments {
    if (faultScript == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(FaultsJson.read(faultScript, Test.nodeNames(nodes)));
    } catch (StoreFailed e) {
      throw new BadArguments("--fault-script: " + e.getMessage());
    }
  }

  private List<String> faultNames(Map<Capability, String> lacks, SystemUnderTest tested)
      throws BadArguments {
    Optional<FaultScript> script = script();
    String asked = faults == null ? tested.faults().orElse(Defaults.FAULTS) : faults;
    List<String> own = timing().rhythm().faults();
    Breakable breakable = new Breakable(nodes, lacks);
    try {
      List<FaultKind> kinds =
          script.isPresent()
              ? FaultKind.of(script.get().labels(), breakable)
              : own.isEmpty() ? FaultKind.parse(asked, breakable) : FaultKind.of(own, breakable);
      Optional<String> objection = timing().rhythm().objection(kinds);
      if (objection.isPresent()) {
        throw new BadArguments("--fault-schedule " + faultSchedule + ": " + objection.get());
      }
      return kinds.stream().map(FaultKind::name).toList();
    } catch (IllegalArgumentException e) {
      String option = script.isPresent() ? "--fault-script: " : "--faults " + asked + ": ";
      throw new BadArguments(option + e.getMessage());
    }
  }

  private void requireTiming() throws BadArguments {
    List<String> own = timing().rhythm().faults();
    require(
        faultScript == null || timing().equals(FaultTiming.DEFAULT),
        "--fault-script says when each fault comes: leave --fault-schedule and --fault-interval"
            + " out");
    require(
        faults == null || own.isEmpty(),
        "--faults and --fault-schedule %s exclude each other: it is of %s"
            .formatted(faultSchedule, String.join(", ", own)));
    require(
        faultInterval == null || !faultInterval.isZero(),
        "--fault-interval 0s: some time must pass, such as 10s");
  }

  private FaultTiming timing() throws BadArguments {
    Optional<Rhythm> rhythm = Rhythm.labelled(faultSchedule);
    if (rhythm.isEmpty()) {
      List<String> known = Arrays.stream(Rhythm.values()).map(Rhythm::label).toList();
      throw new BadArguments(Closest.unknown("--fault-schedule", faultSchedule, known));
    }
    return new FaultTiming(rhythm.get(), Optional.ofNullable(faultInterval));
  }

  private static void require(boolean holds, String otherwise) throws BadArguments {
    if (!holds) {
      throw new BadArguments(otherwise);
    }
  }
}
