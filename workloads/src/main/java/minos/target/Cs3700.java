package minos.target;

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

/** Replicas as the course CS3700 asks its students for: see {@link Cs3700Dialect}. */
public final class Cs3700 implements SystemUnderTest {
  private static final String WORKLOAD = "read-write";

  @Override
  public String name() {
    return "cs3700";
  }

  @Override
  public String summary() {
    return "a program of yours (--program) that speaks the protocol of the course CS3700";
  }

  @Override
  public Set<World> worlds() {
    return Set.of(World.PROCESS);
  }

  @Override
  public boolean needsProgram() {
    return true;
  }

  @Override
  public Optional<String> refuses(String workload) {
    return workload.equals(WORKLOAD) ? Optional.empty() : Optional.of(WORKLOAD);
  }

  @Override
  public Map<Capability, String> lacks(World world) {
    Map<Capability, String> lacks = new EnumMap<>(SystemUnderTest.super.lacks(world));
    lacks.put(Capability.REJECT, "datagrams have no connection that could be reset");
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
    return ProcessCluster.start(new Cs3700Dialect(setup.nodes()), setup, time);
  }
}
