package minos.fault;

import java.util.List;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.fault.Standing.Fitness;
import minos.generate.Seed;

/**
 * Brings processes into a state in which they do not work, and out of it again.
 *
 * @param undo what brings a process out of {@code broken}
 */
record Processes(Cluster cluster, Changes.Act act, State broken, Changes.Act undo) {
  Outcome apply(Victims victims, Seed seed) {
    try {
      Victims.Choice choice = new Standing(cluster).choose(victims, seed, Fitness.UP);
      return choice.nodes().isEmpty()
          ? Outcome.nobody(choice.notes())
          : hit(choice.nodes()).noting(choice.notes());
    } catch (FaultNotInjected e) {
      return Outcome.failed(e);
    }
  }

  Outcome again(Object value) {
    return hit(ChosenValue.nodes(value));
  }

  /** Asks all nodes, and acts on those in that state; what was not broken is left alone. */
  Outcome heal() {
    Changes changes = new Changes();
    for (Node node : cluster.nodes()) {
      changes.makeIf(broken, node, undo);
    }
    return changes.outcome();
  }

  /**
   * Tries every node, even after one failed, so that what is in force is known as far as may be.
   */
  private Outcome hit(List<String> names) {
    if (names.isEmpty()) {
      return new Outcome(null, List.of(), List.of("the cluster has no node to be hit"));
    }
    Changes changes = new Changes();
    for (Node node : cluster.nodes()) {
      if (names.contains(node.name())) {
        changes.make(node, act, broken);
      }
    }
    return changes.outcome();
  }
}
