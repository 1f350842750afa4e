package minos.fault;

import java.util.ArrayList;
import java.util.List;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.cluster.Node.State;

/** Changes of several nodes' processes and what was seen of them. */
final class Changes {
  private final List<String> changed = new ArrayList<>();
  private final List<String> evidence = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  /** A change of one node. */
  interface Act {
    void on(Node node) throws FaultNotInjected;
  }

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
