package minos.target;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import minos.cluster.Cluster;
import minos.cluster.Members;
import minos.cluster.Sighting;
import minos.invariant.Timing;
import minos.node.disk.SimulatedDisk;
import minos.raft.NodeId;
import minos.raft.Rules;
import minos.raft.flaw.Flaw;
import minos.sim.SimClient;
import minos.sim.SimHalted;
import minos.sim.SimHost;
import minos.sim.SimSystem;

/** The reference store as programs for the simulation: its own protocol, log and client code. */
final class RaftKvSimulation implements SimSystem<SimulatedServer, SimulatedStorage> {
  /** How long one call of a client may take, as in containers. */
  static final Duration CALL_LIMIT = Duration.ofSeconds(1);

  /** So long a nemesis may stop a process, with some room. */
  private static final long PAUSE_MAX = Duration.ofSeconds(20).toNanos();

  private final List<NodeId> servers;
  private final Rules rules;
  private final Tuning tuning;
  private final Optional<Witness> witness;

  /**
   * @param nanos the time in which the cluster lives, where it is to be watched
   */
  RaftKvSimulation(List<String> nodes, Rules rules, Tuning tuning, Optional<LongSupplier> nanos) {
    this.servers = nodes.stream().map(NodeId::new).toList();
    this.rules = rules;
    this.tuning = tuning;
    Timing timing = new Timing(RaftKvContainers.LEASE_DRIFT, tuning.leases(), PAUSE_MAX);
    this.witness = nanos.map(time -> new Witness(servers, timing, time));
  }

  @Override
  public SimulatedStorage format(String node) {
    SimulatedDisk disk =
        new SimulatedDisk(point -> {
          throw new SimHalted("halts at crash point " + point.label());
        });
    return new SimulatedStorage(disk, watched(node));
  }

  @Override
  public SimulatedServer boot(SimHost host, SimulatedStorage storage) {
    return new SimulatedServer(host, servers, storage.disk(), rules, tuning, watched(host.name()));
  }

  private Optional<WatchedServer> watched(String node) {
    return witness.map(seeing -> seeing.server(node));
  }

  @Override
  public Optional<Sighting> sighting() {
    return witness.flatMap(Witness::sighting);
  }

  @Override
  public SimClient connect(SimHost host, List<String> nodes) {
    return new SimulatedClient(host, servers, CALL_LIMIT, rules);
  }

  @Override
  public OptionalLong leads(SimulatedServer program) {
    return program.leads();
  }

  @Override
  public Optional<Members> members(Cluster cluster) {
    return Optional.of(new RaftKvMembers(cluster, node -> node));
  }

  @Override
  public Optional<String> unrest(List<SimulatedServer> programs) {
    return Rest.lacking(programs);
  }

  @Override
  public Map<String, String> description() {
    return new TreeMap<>(
        Map.of(
            "rules",
            rules instanceof Flaw flaw ? flaw.toString() : "of the paper",
            "call limit",
            CALL_LIMIT.toString()));
  }
}
