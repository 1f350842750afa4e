package minos.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.cluster.Disturbance;
import minos.cluster.FaultNotInjected;
import minos.cluster.Trouble;
import minos.docker.RelayRules.Carried;
import minos.docker.RelayRules.Ways;

/**
 * What disturbs connections between containers where the kernel cannot: a relay of our own in each
 * container whose links are in trouble, started again with it.
 */
final class ContainerRelay {
  /** As lists of processes show it: it is no part of the node. */
  static final String PROCESS = "minos-relay";

  private static final String PROGRAM = "relay.pl";

  /** So that one of them has the trouble, be it but of each second or tenth. */
  private static final int PROBES = 40;

  private final List<ContainerNode> nodes;
  private Optional<Disturbance> inForce = Optional.empty();

  ContainerRelay(List<ContainerNode> nodes) {
    this.nodes = nodes;
  }

  /** Whether it is what makes that trouble, and the kernel does not. */
  static boolean makes(Trouble trouble, boolean netem) {
    return switch (trouble) {
      case HALF_OPEN -> true;
      case DELAY, DUPLICATE -> !netem;
      case LOSS, REORDER, CORRUPT, RATE -> false;
    };
  }

  /**
   * @return what was seen of it on the living nodes
   */
  List<String> disturb(Disturbance disturbance, List<ContainerNode> alive) throws FaultNotInjected {
    removeFrom(alive);
    inForce = Optional.of(disturbance);
    Parallel.each(alive, FaultNotInjected.class, node -> set(node));
    List<List<String>> seen =
        Parallel.each(alive, FaultNotInjected.class, node -> seen(node, alive, disturbance));
    List<String> lines = new ArrayList<>();
    seen.forEach(lines::addAll);
    if (lines.isEmpty()) {
      throw new FaultNotInjected(disturbance + ": no connection between living nodes met it");
    }
    return lines;
  }

  /** What it carried; then there is none any more. */
  List<String> calm(List<ContainerNode> alive) throws FaultNotInjected {
    List<String> lines = new ArrayList<>();
    if (inForce.isEmpty()) {
      return lines;
    }
    for (ContainerNode node : alive) {
      if (!ways(node, nodes).isEmpty()) {
        lines.addAll(totals(node, ContainerNetwork.run(node, RelayRules.read())));
      }
    }
    inForce = Optional.empty();
    lines.addAll(removeFrom(alive));
    return lines;
  }

  void onStart(ContainerNode node) throws FaultNotInjected {
    set(node);
  }

  private String set(ContainerNode node) throws FaultNotInjected {
    Map<String, Ways> ways = ways(node, nodes);
    if (inForce.isEmpty() || ways.isEmpty()) {
      return "";
    }
    node.launch(RelayRules.command(program(), inForce.get().trouble(), ways, ways.hashCode()));
    ContainerNetwork.run(node, RelayRules.awaitRelay());
    return ContainerNetwork.run(node, RelayRules.set(ways.keySet()));
  }

  private static List<String> removeFrom(List<ContainerNode> alive) throws FaultNotInjected {
    return Parallel.each(
        alive,
        FaultNotInjected.class,
        node -> {
          String left = ContainerNetwork.run(node, RelayRules.remove());
          if (RelayRules.isLeft(left)) {
            throw new FaultNotInjected(node.name() + " keeps a relay of ours: " + left.strip());
          }
          return node.name() + ": no relay and no rule of ours is left";
        });
  }

  /** By the address of each of those peers with which a node has trouble. */
  private Map<String, Ways> ways(ContainerNode node, List<ContainerNode> peers) {
    Map<String, Ways> ways = new TreeMap<>();
    for (ContainerNode peer : peers) {
      long forth = inForce.map(all -> all.on(node.name(), peer.name())).orElse(0L);
      long back = inForce.map(all -> all.on(peer.name(), node.name())).orElse(0L);
      if (forth + back > 0 && !peer.equals(node)) {
        ways.put(peer.address(), new Ways(forth, back));
      }
    }
    return ways;
  }

  /** Of the probes: nothing of them comes to who is down. */
  private List<String> seen(ContainerNode node, List<ContainerNode> alive, Disturbance disturbance)
      throws FaultNotInjected {
    Map<String, Ways> ways = ways(node, alive);
    if (ways.isEmpty()) {
      return List.of();
    }
    if (disturbance.trouble() == Trouble.DELAY) {
      return delays(node, ways);
    }
    ContainerNetwork.run(node, RelayRules.probe(ways.keySet(), PROBES / ways.size()));
    String printed = ContainerNetwork.run(node, RelayRules.read());
    if (RelayRules.carried(printed).values().stream()
        .noneMatch(carried -> carried.met(disturbance.trouble()))) {
      throw new FaultNotInjected(
          "%s: no connection met the %s: %s"
              .formatted(node.name(), disturbance.trouble().label(), printed.strip()));
    }
    return totals(node, printed);
  }

  /** Measured from inside: a connection that is refused ends after the delay. */
  private List<String> delays(ContainerNode node, Map<String, Ways> ways) throws FaultNotInjected {
    List<String> lines = new ArrayList<>();
    String printed = ContainerNetwork.run(node, RelayRules.roundTrips(ways.keySet()));
    for (String line : printed.lines().toList()) {
      String[] words = line.split(" ", 2);
      double millis = Long.parseLong(words[1]) / 1e3;
      Ways way = ways.getOrDefault(words[0], new Ways(0, 0));
      if (millis < 0.8 * way.forth()) {
        throw new FaultNotInjected(
            "%s to %s: a connection took %.1f ms only"
                .formatted(node.name(), name(words[0]), millis));
      }
      lines.add("%s to %s and back: %.1f ms".formatted(node.name(), name(words[0]), millis));
    }
    return lines;
  }

  private List<String> totals(ContainerNode node, String printed) {
    List<String> lines = new ArrayList<>();
    Map<String, Carried> carried = RelayRules.carried(printed);
    carried.forEach((peer, much) ->
        lines.add("%s to %s, by relay: %s".formatted(node.name(), name(peer), much)));
    return lines;
  }

  private String name(String address) {
    return nodes.stream()
        .filter(node -> node.address().equals(address))
        .map(ContainerNode::name)
        .findFirst()
        .orElse(address);
  }

  private static String program() {
    try (InputStream in = ContainerRelay.class.getResourceAsStream(PROGRAM)) {
      if (in == null) {
        throw new IllegalStateException("the classes lack " + PROGRAM);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
