package minos.target.maelstrom;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.cluster.BrokenOff;
import minos.cluster.Capability;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.process.Orphans;
import minos.process.ProcessCluster;
import minos.time.Time;

/** Programs written for Maelstrom: see {@link MaelstromDialect}. */
public final class Maelstrom implements SystemUnderTest {
  @Override
  public String name() {
    return "maelstrom";
  }

  @Override
  public String summary() {
    return "a program of yours (--program) that speaks Maelstrom's protocol";
  }

  @Override
  public Set<World> worlds() {
    return Set.of(World.PROCESS);
  }

  @Override
  public boolean needsProgram() {
    return true;
  }

  /**
   * Programs for Maelstrom keep all in memory: what they lose by a kill nobody promised to keep.
   */
  @Override
  public Optional<String> faults() {
    return Optional.of("partition,pause");
  }

  /** All that it serves. */
  public List<String> workloads() {
    return Rpc.WORKLOADS;
  }

  @Override
  public Optional<String> refuses(String workload) {
    return Rpc.WORKLOADS.contains(workload)
        ? Optional.empty()
        : Optional.of(String.join(", ", Rpc.WORKLOADS));
  }

  @Override
  public Map<Capability, String> lacks(World world) {
    Map<Capability, String> lacks = new EnumMap<>(SystemUnderTest.super.lacks(world));
    lacks.put(Capability.REJECT, "messages have no connection that could be reset");
    lacks.put(Capability.CPU, "a plain program has no limits of its own");
    lacks.put(Capability.MEMORY, "a plain program has no limits of its own");
    return lacks;
  }

  @Override
  public List<String> removeLeftovers(World world, List<BrokenOff> broken) {
    return Orphans.remove();
  }

  @Override
  public Cluster start(World world, Setup setup, Time time) throws ClusterFailed {
    return ProcessCluster.start(
        new MaelstromDialect(setup.nodes(), new Rpc(setup.workload()), setup.seed()), setup, time);
  }
}
