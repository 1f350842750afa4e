package minos.fault;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.cluster.Cluster;
import minos.cluster.Disturbance;
import minos.cluster.FaultNotInjected;
import minos.cluster.Trouble;
import minos.generate.Seed;

/** Disturbs what travels between nodes. */
record Packets(Cluster cluster) {
  Outcome apply(Trouble trouble, Victims victims, Seed seed) {
    Victims.Choice choice = new Standing(cluster).choose(victims, seed);
    long amount = seed.child("amount").between(trouble.least(), trouble.most());
    Map<String, Long> amounts = new TreeMap<>();
    choice.nodes().forEach(node -> amounts.put(node, amount));
    return disturb(new Disturbance(trouble, amounts)).noting(choice.notes());
  }

  Outcome again(Trouble trouble, Object value) {
    return disturb(new Disturbance(trouble, ChosenValue.amounts(value)));
  }

  Outcome heal() {
    try {
      return new Outcome(null, cluster.network().calm().observations(), List.of());
    } catch (FaultNotInjected e) {
      return Outcome.failed(e);
    }
  }

  private Outcome disturb(Disturbance disturbance) {
    try {
      List<String> observed = cluster.network().disturb(disturbance).observations();
      return new Outcome(disturbance.amounts(), observed, List.of());
    } catch (FaultNotInjected e) {
      return new Outcome(disturbance.amounts(), List.of(), Outcome.failed(e).errors());
    }
  }
}
