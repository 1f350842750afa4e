package minos.fault;

import java.util.ArrayList;
import java.util.List;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.generate.Seed;

/**
 * How a cluster stands at the moment of a fault: who is in it, and who leads where that matters.
 */
record Standing(Cluster cluster) {
  Victims.Choice choose(Victims victims, Seed seed) {
    return victims.choose(names(), victims.asksWhoLeads() ? cluster.primaries() : List.of(), seed);
  }

  /**
   * The same among those that can have it: who cannot is replaced by one that can, where there is
   * one, and the choice says so. May be nobody, where all are down already.
   */
  Victims.Choice choose(Victims victims, Seed seed, Fitness fitness) throws FaultNotInjected {
    Victims.Choice chosen = choose(victims, seed);
    List<String> unfit = new ArrayList<>();
    List<String> spare = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      State state = node.state();
      if (!fitness.allows(state) && chosen.nodes().contains(node.name())) {
        unfit.add(node.name());
      } else if (fitness.allows(state) && !chosen.nodes().contains(node.name())) {
        spare.add(node.name());
      }
    }
    if (unfit.isEmpty()) {
      return chosen;
    }
    if (victims == Target.FOLLOWER) {
      cluster.primaries().stream().findFirst().ifPresent(spare::remove);
    }
    List<String> instead =
        victims instanceof Listed
            ? List.of()
            : seed.child("instead").shuffle(spare).stream().limit(unfit.size()).toList();
    List<String> notes = new ArrayList<>(chosen.notes());
    notes.add(
        "not applicable to %s, which did not run: %s"
            .formatted(
                String.join(", ", unfit),
                instead.isEmpty() ? "nobody instead" : String.join(", ", instead) + " instead"));
    List<String> hit =
        names().stream()
            .filter(name ->
                instead.contains(name) || (chosen.nodes().contains(name) && !unfit.contains(name)))
            .toList();
    return new Victims.Choice(hit, notes);
  }

  /** What a node must be like to have a fault. */
  enum Fitness {
    /** It runs, and answers. */
    RUNNING,
    /** It has a process, which may be paused. */
    UP,
    ANY;

    boolean allows(State state) {
      return switch (this) {
        case RUNNING -> state == State.RUNNING;
        case UP -> !state.isGone();
        case ANY -> true;
      };
    }
  }

  Grudge choose(Cut cut, Seed seed) {
    return cut.over(names(), cut.asksWhoLeads() ? cluster.primaries() : List.of(), seed);
  }

  private List<String> names() {
    return cluster.nodes().stream().map(Node::name).toList();
  }
}
