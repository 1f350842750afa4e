package minos.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import minos.cluster.Cluster;
import minos.cluster.FaultNotInjected;
import minos.cluster.Members.Wish;
import minos.cluster.Node;
import minos.generate.Seed;

/** Changes who belongs to a cluster, by several administrators at once. */
final class MembersChanged {
  private static final String REMOVE = "remove";
  private static final String REPLACE = "replace";
  private static final String TRANSFER = "transfer";

  private final Cluster cluster;
  private final Admission admission;
  private boolean changed;

  MembersChanged(Cluster cluster, Admission admission) {
    this.cluster = cluster;
    this.admission = admission;
  }

  Outcome apply(Fault.Hit fault, Seed seed) {
    Victims.Choice choice = new Standing(cluster).choose(fault.victims(), seed);
    Map<String, String> value = new TreeMap<>();
    String verb = fault.group().label().substring("members-".length());
    choice.nodes().forEach(node -> value.put(node, verb));
    return ask(value).noting(choice.notes());
  }

  Outcome again(Object value) {
    return ask(ChosenValue.ways(value));
  }

  private Outcome ask(Map<String, String> value) {
    changed = true;
    List<Wish> wishes =
        value.entrySet().stream().flatMap(each -> wishes(each.getKey(), each.getValue())).toList();
    try {
      List<String> evidence = new ArrayList<>(admission.members().ask(wishes));
      Optional<String> voters = admission.seen();
      if (voters.isEmpty()) {
        evidence.add("not applicable: no leader has answered");
        return Outcome.nobody(evidence);
      }
      evidence.add(voters.get() + ", as the leader says");
      return new Outcome(value, evidence, List.of());
    } catch (FaultNotInjected e) {
      return new Outcome(value, List.of(), Outcome.failed(e).errors());
    }
  }

  private static Stream<Wish> wishes(String node, String verb) {
    return switch (verb) {
      case REMOVE -> Stream.of(new Wish.Remove(node));
      case REPLACE -> Stream.of(new Wish.Remove(node), new Wish.Add(node));
      case TRANSFER -> Stream.of(new Wish.Transfer(node));
      default -> throw new IllegalArgumentException("no administrator can " + verb + " a node");
    };
  }

  /** All nodes that the cluster has are its members again, asked for at once. */
  Outcome heal() {
    if (!changed) {
      return new Outcome(null, List.of(), List.of());
    }
    List<String> all = cluster.nodes().stream().map(Node::name).sorted().toList();
    List<String> evidence = new ArrayList<>();
    try {
      for (String node : all) {
        String seen = admission.until(new Wish.Add(node), voters -> voters.contains(node));
        if (node.equals(all.getLast())) {
          evidence.add(seen);
        }
      }
      admission.until(new Wish.Add(all.getFirst()), voters -> List.copyOf(voters).equals(all));
      changed = false;
      return new Outcome(null, evidence, List.of());
    } catch (FaultNotInjected e) {
      return Outcome.failed(e);
    }
  }
}
