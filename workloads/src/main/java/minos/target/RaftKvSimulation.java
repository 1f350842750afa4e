package minos.target;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import minos.cluster.Cluster;
import minos.cluster.Members;
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

  private final List<NodeId> servers;
  private final Rules rules;
  private final boolean leases;

  /**
   * @param leases whether leaders answer reads by lease
   */
  RaftKvSimulation(List<String> nodes, Rules rules, boolean leases) {
    this.servers = nodes.stream().map(NodeId::new).toList();
    this.rules = rules;
    this.leases = leases;
  }

  @Override
  public SimulatedStorage format(String node) {
    return new SimulatedStorage(
        new SimulatedDisk(point -> {
          throw new SimHalted("halts at crash point " + point.label());
        }));
  }

  @Override
  public SimulatedServer boot(SimHost host, SimulatedStorage storage) {
    return new SimulatedServer(host, servers, storage.disk(), rules, leases);
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
  public Map<String, String> description() {
    return new TreeMap<>(
        Map.of(
            "rules",
            rules instanceof Flaw flaw ? flaw.toString() : "of the paper",
            "call limit",
            CALL_LIMIT.toString()));
  }
}
