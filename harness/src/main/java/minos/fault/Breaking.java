package minos.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.cluster.Cluster;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Node;
import minos.cluster.Node.State;
import minos.generate.Seed;

/**
 * Breaks and heals one cluster, and believes nothing that it has not seen. Its calls block until
 * the change holds or is known not to.
 */
record Breaking(Cluster cluster) {

  Outcome apply(Fault fault, Seed seed) {
    return switch (fault) {
      case Fault.Partition(Shape shape) -> cut(shape.over(names(), leaderFor(shape), seed));
      case Fault.Kill(Target target) -> hit(choose(target, seed), Node::kill, State.GONE);
      case Fault.Pause(Target target) -> hit(choose(target, seed), Node::pause, State.PAUSED);
      case Fault.Chosen chosen -> apply(chosen);
    };
  }

  private Outcome apply(Fault.Chosen chosen) {
    return switch (chosen.family()) {
      case PARTITION -> cut(chosen.grudge());
      case KILL -> hit(exactly(chosen), Node::kill, State.GONE);
      case PAUSE -> hit(exactly(chosen), Node::pause, State.PAUSED);
    };
  }

  private static Target.Choice exactly(Fault.Chosen chosen) {
    return new Target.Choice(chosen.nodes(), List.of());
  }

  /** Undoes all faults of a family, whichever nodes they hit; does nothing where there is none. */
  Outcome heal(Fault.Family family) {
    return switch (family) {
      case PARTITION -> join();
      case KILL -> revive(State.GONE, Node::start);
      case PAUSE -> revive(State.PAUSED, Node::resume);
    };
  }

  private Optional<String> leaderFor(Shape shape) {
    return shape == Shape.LEADER ? cluster.leader() : Optional.empty();
  }

  private Outcome cut(Grudge grudge) {
    try {
      Evidence evidence = cluster.network().drop(grudge);
      return evidence.observations().isEmpty()
          ? new Outcome(asValue(grudge), List.of(), List.of("the cut gave no evidence of itself"))
          : new Outcome(asValue(grudge), evidence.observations(), List.of());
    } catch (FaultNotInjected e) {
      return new Outcome(asValue(grudge), List.of(), Outcome.failed(e).errors());
    }
  }

  private Outcome join() {
    try {
      return new Outcome(null, cluster.network().heal().observations(), List.of());
    } catch (FaultNotInjected e) {
      return Outcome.failed(e);
    }
  }

  private Target.Choice choose(Target target, Seed seed) {
    Optional<String> leader = target == Target.LEADER ? cluster.leader() : Optional.empty();
    return target.choose(names(), leader, seed);
  }

  /**
   * Tries every node, even after one failed, so that what is in force is known as far as may be.
   */
  private Outcome hit(Target.Choice choice, Act act, State wanted) {
    Changes changes = new Changes();
    for (Node node : cluster.nodes()) {
      if (choice.nodes().contains(node.name())) {
        changes.make(node, act, wanted);
      }
    }
    return changes.outcome().noting(choice.notes());
  }

  /** Asks all nodes, and acts on those in that state; what was not broken is left alone. */
  private Outcome revive(State broken, Act act) {
    Changes changes = new Changes();
    for (Node node : cluster.nodes()) {
      changes.makeIf(broken, node, act);
    }
    return changes.outcome();
  }

  private List<String> names() {
    return cluster.nodes().stream().map(Node::name).toList();
  }

  private static Map<String, List<String>> asValue(Grudge grudge) {
    Map<String, List<String>> value = new TreeMap<>();
    grudge.drops().forEach((node, dropped) -> value.put(node, List.copyOf(dropped)));
    return value;
  }

  /** A change of one node. */
  private interface Act {
    void on(Node node) throws FaultNotInjected;
  }

  /** Changes of several nodes and what was seen of them. */
  private static final class Changes {
    private final List<String> changed = new ArrayList<>();
    private final List<String> evidence = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    void makeIf(State broken, Node node, Act act) {
      try {
        State state = node.state();
        if (state == broken) {
          make(node, act, State.RUNNING);
        } else {
          evidence.add(node.name() + ": " + state);
        }
      } catch (FaultNotInjected e) {
        errors.addAll(Outcome.failed(e).errors());
      }
    }

    void make(Node node, Act act, State wanted) {
      try {
        act.on(node);
        State state = node.state();
        if (state == wanted) {
          changed.add(node.name());
          evidence.add(node.name() + ": " + state);
        } else {
          errors.add(node.name() + " is " + state + " and not " + wanted);
        }
      } catch (FaultNotInjected e) {
        errors.addAll(Outcome.failed(e).errors());
      }
    }

    Outcome outcome() {
      return new Outcome(List.copyOf(changed), List.copyOf(evidence), List.copyOf(errors));
    }
  }
}
