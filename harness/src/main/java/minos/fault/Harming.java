package minos.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Node;
import minos.generate.Seed;

/** Hurts nodes one after the other in one way, and remembers which are not whole again. */
final class Harming {
  private final Cluster cluster;
  private final Harm harm;
  private final Promises promises;
  private final Set<String> hurt = new TreeSet<>();

  Harming(Cluster cluster, Harm harm, Promises promises) {
    this.cluster = cluster;
    this.harm = harm;
    this.promises = promises;
  }

  Outcome apply(Fault.Hit fault, Seed seed) {
    try {
      Victims.Choice choice =
          new Standing(cluster).choose(fault.victims(), seed, fault.group().fitness());
      return choice.nodes().isEmpty() ? Outcome.nobody(choice.notes()) : apply(fault, choice, seed);
    } catch (FaultNotInjected e) {
      return Outcome.failed(e);
    }
  }

  private Outcome apply(Fault.Hit fault, Victims.Choice choice, Seed seed) {
    List<String> victims =
        fault.group().breaksPromises() ? promises.sparing(choice.nodes()) : choice.nodes();
    Map<String, String> amounts = new LinkedHashMap<>();
    victims.forEach(
        node -> amounts.put(node, harm.draw(fault.group(), seed.child("how").child(node))));
    return inflict(amounts).noting(choice.notes());
  }

  Outcome again(Object value) {
    return inflict(ChosenValue.ways(value));
  }

  private Outcome inflict(Map<String, String> amounts) {
    SortedMap<String, String> value = new TreeMap<>();
    List<String> evidence = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    List<String> spared = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      String how = amounts.get(node.name());
      if (how != null) {
        hurt.add(node.name());
        try {
          Harm.Done done = harm.inflict(node, how);
          value.put(node.name(), done.how());
          evidence.addAll(done.evidence());
        } catch (NothingToHit e) {
          spared.add("not applicable: " + e.getMessage());
        } catch (FaultNotInjected | IllegalArgumentException e) {
          errors.addAll(Outcome.failed(e).errors());
        }
      }
    }
    return value.isEmpty() && errors.isEmpty() && !spared.isEmpty()
        ? Outcome.nobody(spared)
        : new Outcome(value.isEmpty() ? amounts : value, evidence, errors).noting(spared);
  }

  /** Does nothing to those that are whole. */
  Outcome heal() {
    List<String> evidence = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      if (hurt.contains(node.name())) {
        try {
          evidence.addAll(harm.undo(node));
          hurt.remove(node.name());
        } catch (FaultNotInjected e) {
          errors.addAll(Outcome.failed(e).errors());
        }
      }
    }
    return new Outcome(null, evidence, errors);
  }
}
