package minos.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.cluster.Disturbance;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Trouble;

/**
 * What disturbs packets between containers: rules of iptables and queues of tc(8) inside of them,
 * set again as soon as a process that lost them with its network runs anew.
 */
final class ContainerPackets {
  private final List<ContainerNode> nodes;
  private final ContainerRelay relay;
  private Optional<Disturbance> inForce = Optional.empty();
  private Optional<Boolean> netem = Optional.empty();

  ContainerPackets(List<ContainerNode> nodes) {
    this.nodes = nodes;
    this.relay = new ContainerRelay(nodes);
  }

  synchronized Evidence disturb(Disturbance disturbance) throws FaultNotInjected {
    requireKnown(disturbance);
    List<ContainerNode> alive = ContainerNetwork.alive(nodes);
    if (ContainerRelay.makes(disturbance.trouble(), hasNetem(alive))) {
      List<String> lines = new ArrayList<>();
      lines.add(disturbance + ", made by a relay in each of these nodes and their peers");
      lines.addAll(relay.disturb(disturbance, alive));
      return new Evidence(List.copyOf(lines));
    }
    inForce = Optional.of(disturbance);
    Parallel.each(alive, FaultNotInjected.class, this::set);
    List<String> observations = new ArrayList<>();
    observations.add(disturbance + ", made by " + means(disturbance.trouble()));
    Parallel.each(
        alive,
        FaultNotInjected.class,
        node ->
            ContainerNetwork.run(
                node, PacketRules.probe(disturbance.trouble(), amounts(node, alive).keySet())));
    List<String> seen = new ArrayList<>();
    for (ContainerNode node : alive) {
      seen.addAll(seen(node, alive, disturbance.trouble()));
    }
    if (seen.isEmpty()) {
      throw new FaultNotInjected(disturbance + ": no link between living nodes has it");
    }
    observations.addAll(seen);
    return new Evidence(List.copyOf(observations));
  }

  synchronized Evidence calm() throws FaultNotInjected {
    List<ContainerNode> alive = ContainerNetwork.alive(nodes);
    List<String> observations = new ArrayList<>(relay.calm(alive));
    for (ContainerNode node : alive) {
      observations.addAll(totals(node, ContainerNetwork.run(node, PacketRules.read())));
    }
    inForce = Optional.empty();
    for (ContainerNode node : alive) {
      String left = ContainerNetwork.run(node, PacketRules.remove());
      if (PacketRules.isLeft(left)) {
        throw new FaultNotInjected(node.name() + " keeps rules of ours: " + left.strip());
      }
      observations.add(node.name() + ": no rule and no queue of ours is left");
    }
    return new Evidence(List.copyOf(observations));
  }

  synchronized void onStart(ContainerNode node) throws FaultNotInjected {
    set(node);
    relay.onStart(node);
  }

  /** Asked of the kernel that runs the nodes, in the network of one of them. */
  private boolean hasNetem(List<ContainerNode> alive) throws FaultNotInjected {
    if (netem.isEmpty() && !alive.isEmpty()) {
      netem = Optional.of(alive.getFirst().run(PacketRules.tryNetem()).succeeded());
    }
    return netem.orElse(false);
  }

  private String set(ContainerNode node) throws FaultNotInjected {
    Map<String, Long> amounts = amounts(node, nodes);
    return inForce.isEmpty() || amounts.isEmpty()
        ? ""
        : ContainerNetwork.run(node, PacketRules.set(inForce.get().trouble(), amounts));
  }

  private void requireKnown(Disturbance disturbance) throws FaultNotInjected {
    List<String> names = nodes.stream().map(ContainerNode::name).toList();
    if (!names.containsAll(disturbance.amounts().keySet())) {
      throw new FaultNotInjected("not all of those nodes are among " + names + ": " + disturbance);
    }
  }

  private static String means(Trouble trouble) {
    return switch (trouble) {
      case LOSS -> "iptables -m statistic where packets arrive";
      case DELAY, DUPLICATE, REORDER, CORRUPT -> "tc netem where packets leave";
      case HALF_OPEN -> "a relay";
      case RATE -> "tc tbf where packets leave";
    };
  }

  /** By the address of each of those peers with which a node has trouble. */
  private Map<String, Long> amounts(ContainerNode node, List<ContainerNode> peers) {
    Map<String, Long> amounts = new TreeMap<>();
    for (ContainerNode peer : peers) {
      long amount = inForce.map(disturbance -> disturbance.on(node.name(), peer.name())).orElse(0L);
      if (amount > 0 && !peer.equals(node)) {
        amounts.put(peer.address(), amount);
      }
    }
    return amounts;
  }

  /** What the kernel counted of the probes; nothing of them comes to who is down. */
  private List<String> seen(ContainerNode node, List<ContainerNode> alive, Trouble trouble)
      throws FaultNotInjected {
    Map<String, Long> amounts = amounts(node, alive);
    if (amounts.isEmpty()) {
      return List.of();
    }
    String printed = ContainerNetwork.run(node, PacketRules.read());
    List<String> lines = new ArrayList<>(totals(node, printed));
    boolean met =
        switch (trouble) {
          case LOSS ->
              PacketRules.losses(printed).values().stream().anyMatch(loss -> loss.dropped() > 0);
          case RATE -> PacketRules.queued(printed).overlimits() > 0;
          case DELAY, DUPLICATE, REORDER, CORRUPT, HALF_OPEN ->
              PacketRules.queued(printed).packets() > 0;
        };
    if (!met) {
      throw new FaultNotInjected(
          node.name() + ": no packet met the " + trouble.label() + ": " + printed.strip());
    }
    if (trouble == Trouble.DELAY) {
      lines.addAll(delays(node, amounts));
    }
    return lines;
  }

  /** Measured from inside: a connection that is refused comes back after one round trip. */
  private List<String> delays(ContainerNode node, Map<String, Long> amounts)
      throws FaultNotInjected {
    List<String> lines = new ArrayList<>();
    String printed = ContainerNetwork.run(node, PacketRules.roundTrips(amounts.keySet()));
    for (String line : printed.lines().toList()) {
      String[] words = line.split(" ", 2);
      double millis = Long.parseLong(words[1]) / 1e3;
      if (millis < 0.8 * amounts.getOrDefault(words[0], 0L)) {
        throw new FaultNotInjected(
            "%s to %s: a round trip took %.1f ms only"
                .formatted(node.name(), name(words[0]), millis));
      }
      lines.add("%s to %s and back: %.1f ms".formatted(node.name(), name(words[0]), millis));
    }
    return lines;
  }

  private List<String> totals(ContainerNode node, String printed) {
    List<String> lines = new ArrayList<>();
    PacketRules.losses(printed)
        .forEach((peer, loss) ->
            lines.add(
                "%s to %s: %d of %d packets lost"
                    .formatted(name(peer), node.name(), loss.dropped(), loss.arrived())));
    PacketRules.Queue queue = PacketRules.queued(printed);
    if (!queue.kind().isEmpty()) {
      lines.add(
          "%s: %s took %d packets, held back %d times, dropped %d"
              .formatted(
                  node.name(), queue.kind(), queue.packets(), queue.overlimits(), queue.dropped()));
    }
    return lines;
  }

  private String name(String address) {
    return nodes.stream()
        .filter(node -> node.address().equals(address))
        .map(ContainerNode::name)
        .findFirst()
        .orElse(address);
  }
}
