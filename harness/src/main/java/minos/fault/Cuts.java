package minos.fault;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import minos.cluster.Cluster;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Grudge.Manner;
import minos.generate.Seed;

/** Cuts the network between nodes and joins it again. */
record Cuts(Cluster cluster) {
  Outcome apply(Cut cut, Manner manner, Seed seed) {
    return drop(new Standing(cluster).choose(cut, seed).in(manner));
  }

  Outcome apply(Fault.ClientCut fault, Seed seed) {
    Victims.Choice choice = new Standing(cluster).choose(fault.victims(), seed);
    Map<String, Set<String>> drops = new TreeMap<>();
    if (fault.repliesOnly()) {
      drops.put(Grudge.CLIENTS, Set.copyOf(choice.nodes()));
    } else {
      choice.nodes().forEach(node -> drops.put(node, Set.of(Grudge.CLIENTS)));
    }
    return drop(new Grudge(drops)).noting(choice.notes());
  }

  Outcome again(Object value, Manner manner) {
    return drop(ChosenValue.grudge(value).in(manner));
  }

  Outcome heal() {
    try {
      return new Outcome(null, cluster.network().heal().observations(), List.of());
    } catch (FaultNotInjected e) {
      return Outcome.failed(e);
    }
  }

  private Outcome drop(Grudge grudge) {
    try {
      Evidence evidence = cluster.network().drop(grudge);
      return evidence.observations().isEmpty()
          ? new Outcome(asValue(grudge), List.of(), List.of("the cut gave no evidence of itself"))
          : new Outcome(asValue(grudge), evidence.observations(), List.of());
    } catch (FaultNotInjected e) {
      return new Outcome(asValue(grudge), List.of(), Outcome.failed(e).errors());
    }
  }

  private static Map<String, List<String>> asValue(Grudge grudge) {
    Map<String, List<String>> value = new TreeMap<>();
    grudge.drops().forEach((node, dropped) -> value.put(node, List.copyOf(dropped)));
    return value;
  }
}
