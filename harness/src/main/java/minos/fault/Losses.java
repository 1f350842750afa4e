package minos.fault;

import java.util.List;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.fault.Standing.Fitness;
import minos.generate.Seed;

/** Ends processes that nobody ever starts again, as long as a majority of all is left. */
record Losses(Cluster cluster) {
  Outcome apply(Victims victims, Seed seed) {
    try {
      Victims.Choice choice = new Standing(cluster).choose(victims, seed, Fitness.UP);
      int left = living() - choice.nodes().size();
      if (2 * left <= cluster.nodes().size()) {
        return Outcome.nobody(List.of("not applicable: only " + left + " nodes would be left"));
      }
      return choice.nodes().isEmpty()
          ? Outcome.nobody(choice.notes())
          : again(choice.nodes()).noting(choice.notes());
    } catch (FaultNotInjected e) {
      return Outcome.failed(e);
    }
  }

  private int living() throws FaultNotInjected {
    int living = 0;
    for (Node node : cluster.nodes()) {
      living += node.state().isGone() ? 0 : 1;
    }
    return living;
  }

  /** What ended so is not healed: only what is {@link State#GONE} is started again. */
  Outcome again(Object value) {
    return new Processes(cluster, Node::killForGood, State.LOST, node -> {}).again(value);
  }
}
