package minos.docker;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import minos.cluster.BrokenOff;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Saboteur;

/**
 * A cluster that its user asked to keep, whose Minos was killed while faults were in force: they
 * stay with it, so they are undone from outside, and nothing else is.
 */
final class KeptCluster {
  private final Engine engine;
  private final BrokenOff run;

  private KeptCluster(Engine engine, BrokenOff run) {
    this.engine = engine;
    this.run = run;
  }

  /**
   * @return what was seen of each node then; nothing where the run was not kept
   * @throws ClusterFailed with the first node that is not healed
   */
  static List<String> heal(Engine engine, BrokenOff run) throws ClusterFailed {
    KeptCluster cluster = new KeptCluster(engine, run);
    List<String> lines = new ArrayList<>();
    try {
      for (ContainerNode node : cluster.nodes()) {
        lines.add("healed in the kept cluster of " + run.run() + ": " + cluster.healed(node));
      }
      return lines;
    } catch (DockerException e) {
      throw new ClusterFailed(run.run() + " is not healed: " + Engine.reason(e), e);
    } catch (FaultNotInjected e) {
      throw new ClusterFailed(run.run() + " is not healed: " + e.getMessage(), e);
    }
  }

  private List<ContainerNode> nodes() {
    NodeShell shell = new NodeShell(engine);
    return engine
        .client()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(Labels.RUN, run.run(), Labels.KEPT, "1"))
        .exec()
        .stream()
        .map(container -> node(container, shell))
        .toList();
  }

  private ContainerNode node(Container container, NodeShell shell) {
    String name = container.getLabels().getOrDefault(Labels.NODE, container.getId());
    ContainerSpec.NodeSpec spec =
        new ContainerSpec.NodeSpec(name, List.of(), Map.of(), Map.of(), "", List.of());
    boolean ownDisk = container.getLabels().containsKey(Labels.DISK);
    return new ContainerNode(
        engine, shell, ownDisk ? spec.onOwnDisk(1) : spec, container.getId(), "");
  }

  private String healed(ContainerNode node) throws FaultNotInjected {
    List<String> seen = new ArrayList<>();
    Node.State before = node.state();
    if (run.within() && before != Node.State.GONE) {
      node.kill();
    }
    if (run.within()) {
      ContainerClock.rightForNextStart(node);
    }
    node.resources().limitCpu(1);
    node.resources().limitMemory(-1);
    node.resume();
    node.start();
    seen.add("was " + before + ", is " + node.state());
    if (node.spec().diskMegabytes() > 0) {
      node.takeOwnDisk();
      Saboteur.Report ignored = node.saboteur().desist();
    }
    String left =
        ContainerNetwork.run(node, DropRules.remove())
            + ContainerNetwork.run(node, PacketRules.remove())
            + ContainerNetwork.run(node, RelayRules.remove());
    if (RelayRules.isLeft(left) || DropRules.isLeft(left) || PacketRules.isLeft(left)) {
      throw new FaultNotInjected(node.name() + " keeps rules of ours: " + left.strip());
    }
    seen.add("no rule and no queue of ours, no limit");
    return node.name() + " " + String.join(", ", seen);
  }
}
