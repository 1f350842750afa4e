package minos.target;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import minos.cluster.BrokenOff;
import minos.cluster.Capability;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.docker.ContainerCluster;
import minos.docker.Kernel;
import minos.docker.Volumes;
import minos.raft.Rules;
import minos.raft.flaw.Flaw;
import minos.raft.flaw.Flaws;
import minos.sim.SimCluster;
import minos.sim.SimSettings;
import minos.sim.Worlds;
import minos.target.maelstrom.Maelstrom;
import minos.time.Time;

/** The reference store that Minos ships: a key-value store on Raft. */
public final class RaftKv implements SystemUnderTest {
  /** What nodes do here that are programs for Maelstrom. */
  private static final Set<String> MAELSTROM = Set.copyOf(new Maelstrom().workloads());

  @Override
  public String name() {
    return "raft-kv";
  }

  @Override
  public String summary() {
    return "the key-value store on Raft that Minos ships, with flaws to plant";
  }

  @Override
  public Set<World> worlds() {
    return EnumSet.of(World.DOCKER, World.SIM);
  }

  @Override
  public Map<String, String> flaws() {
    Map<String, String> flaws = new TreeMap<>();
    Flaws.all().forEach(flaw -> flaws.put(flaw.card().id(), flaw.card().title()));
    return flaws;
  }

  @Override
  public Map<String, Set<String>> sights() {
    return Flaws.all().stream()
        .map(flaw -> flaw.card())
        .collect(
            Collectors.toMap(
                Flaw.Card::id,
                card ->
                    card.shows().stream()
                        .map(sight -> sight.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet())));
  }

  @Override
  public Optional<String> refuses(String workload) {
    return MAELSTROM.contains(workload)
        ? Optional.of("workloads that are not Maelstrom's")
        : Optional.empty();
  }

  @Override
  public Optional<String> unavailable(World world) {
    return world == World.DOCKER
        ? ContainerCluster.unavailable(RaftKvContainers.IMAGE)
        : Optional.empty();
  }

  @Override
  public Map<Capability, String> lacks(World world) {
    return switch (world) {
      case SIM -> Map.of(Capability.MEMORY, "a simulated machine has no memory to limit");
      case DOCKER -> {
        Map<Capability, String> lacks = new EnumMap<>(Capability.class);
        lacks.putAll(Kernel.of(RaftKvContainers.IMAGE).lacks());
        Volumes.obstacle()
            .ifPresent(why -> {
              lacks.put(Capability.DISK_ROT, why);
              lacks.put(Capability.WIPE, why);
            });
        yield lacks;
      }
      case PROCESS -> Map.of();
    };
  }

  @Override
  public Map<Capability, String> means(World world) {
    return switch (world) {
      case SIM -> Map.of();
      case DOCKER -> Kernel.of(RaftKvContainers.IMAGE).means();
      case PROCESS -> Map.of();
    };
  }

  @Override
  public List<String> removeLeftovers(World world, List<BrokenOff> broken) throws ClusterFailed {
    return world == World.DOCKER ? ContainerCluster.removeLeftovers(broken) : List.of();
  }

  @Override
  public Cluster start(World world, Setup setup, Time time) throws ClusterFailed {
    return switch (world) {
      case SIM -> simulate(setup, time);
      case DOCKER -> {
        rules(setup.flaws()); // refused here already, not by five containers
        yield RaftKvContainers.start(setup, time);
      }
      case PROCESS -> throw new ClusterFailed("raft-kv does not run as plain programs");
    };
  }

  private Cluster simulate(Setup setup, Time time) throws ClusterFailed {
    return new SimCluster<>(
        new RaftKvSimulation(
            setup.nodes(),
            rules(setup.flaws()),
            tuning(setup),
            setup.watched() ? Optional.of(time::nanos) : Optional.empty()),
        setup.nodes(),
        setup.seed(),
        setup.swarm() ? Worlds.drawn(setup.seed()) : SimSettings.DEFAULT,
        setup.swarm() ? SimSettings.CALM : SimSettings.DEFAULT,
        time);
  }

  private static Tuning tuning(Setup setup) {
    boolean clocks = setup.needsAny(Capability.CLOCK_RATE, Capability.CLOCK_WALL);
    boolean files =
        setup.needsAny(Capability.CRASH_POINT, Capability.DISK_ROT, Capability.DISK_TROUBLE);
    Tuning drawn = setup.swarm() ? Tuning.drawn(setup.seed()) : Tuning.USUAL;
    Tuning tuning = setup.swarm() && files ? drawn.withSmallFiles() : drawn;
    return tuning.withLeases(clocks || tuning.leases());
  }

  /** The rules of the paper, or with one of them broken. */
  private Rules rules(List<String> planted) throws ClusterFailed {
    if (planted.isEmpty()) {
      return Rules.OF_THE_PAPER;
    }
    if (planted.size() > 1) {
      throw new ClusterFailed(
          "raft-kv takes one flaw at a time, not " + String.join(", ", planted));
    }
    return Flaws.named(planted.getFirst())
        .<Rules>map(flaw -> flaw)
        .orElseThrow(() ->
            new ClusterFailed(
                "raft-kv has no flaw %s; it has %s"
                    .formatted(planted.getFirst(), String.join(", ", flaws().keySet()))));
  }
}
