package minos.docker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import minos.cluster.Disturbance;
import minos.cluster.Evidence;
import minos.cluster.FaultNotInjected;
import minos.cluster.Grudge;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.docker.DropRules.Counter;
import minos.time.Await;
import minos.time.Time;
import org.jspecify.annotations.Nullable;

/**
 * The network between containers, cut by iptables inside of them.
 *
 * <p>A killed container loses its rules with its network. They are set again as soon as its process
 * runs anew, while a grudge is in force: not before it, but a few milliseconds after, which is long
 * before a process has loaded itself and opened a socket. How long it took is part of the evidence.
 */
final class ContainerNetwork implements Network {
  private static final Duration PROOF_LIMIT = Duration.ofSeconds(3);

  private final List<ContainerNode> nodes;
  private final Map<String, String> addresses = new TreeMap<>();
  private final Time time;
  private final ContainerPackets packets;
  private final List<String> restarts = new ArrayList<>();
  private volatile Grudge inForce = Grudge.NONE;
  private boolean cut;
  private @Nullable Flapping flapping;

  ContainerNetwork(List<ContainerNode> nodes, Time time) {
    this.nodes = nodes;
    this.packets = new ContainerPackets(nodes);
    this.time = time;
    for (ContainerNode node : nodes) {
      addresses.put(node.name(), node.address());
      node.afterStart(this::onStart);
    }
  }

  @Override
  public synchronized Evidence drop(Grudge grudge) throws FaultNotInjected {
    requireKnown(grudge);
    List<ContainerNode> alive = alive();
    List<String> observations = new ArrayList<>(cut ? endOfCut(alive) : List.of());
    inForce = grudge;
    cut = true;
    observations.add(setRules(alive));
    observations.addAll(prove(alive));
    observations.addAll(skipped(alive));
    if (grudge.manner() == Grudge.Manner.FLAP) {
      flapping = new Flapping(this::hang);
    }
    return new Evidence(List.copyOf(observations));
  }

  /** Lets the grudge in force take effect, or not, wherever a process runs. */
  private void hang(boolean in) throws FaultNotInjected {
    String script = in ? DropRules.hook() : DropRules.unhook();
    Parallel.each(alive(), FaultNotInjected.class, node -> run(node, script));
  }

  @Override
  public synchronized Evidence heal() throws FaultNotInjected {
    List<ContainerNode> alive = alive();
    List<String> observations = new ArrayList<>(cut ? endOfCut(alive) : List.of());
    inForce = Grudge.NONE;
    setRules(alive);
    observations.addAll(prove(alive));
    Parallel.each(alive, FaultNotInjected.class, this::removeRules);
    cut = false;
    observations.add("no rule of ours is left on " + names(alive));
    observations.addAll(skipped(alive));
    return new Evidence(List.copyOf(observations));
  }

  @Override
  public Evidence disturb(Disturbance disturbance) throws FaultNotInjected {
    return packets.disturb(disturbance);
  }

  @Override
  public Evidence calm() throws FaultNotInjected {
    return packets.calm();
  }

  /** What the grudge in force did, before its rules and their counts are gone. */
  private List<String> endOfCut(List<ContainerNode> alive) throws FaultNotInjected {
    List<String> lines = new ArrayList<>();
    if (flapping != null) {
      flapping.close();
      lines.addAll(flapping.observations());
      flapping = null;
    }
    lines.addAll(totals(alive, counters(alive)));
    lines.addAll(restarts);
    restarts.clear();
    return lines;
  }

  /** Sets the rules of the grudge in force again where a start has lost them. */
  private synchronized void onStart(ContainerNode node) throws FaultNotInjected {
    packets.onStart(node);
    if (!cut) {
      return;
    }
    long began = time.nanos();
    setRules(node);
    double millis = (time.nanos() - began) / 1e6;
    restarts.add(
        "%s was started during the cut: its rules stood again within %.0f ms; older counts are lost"
            .formatted(node.name(), millis));
  }

  boolean keepsClientsFrom(String node) {
    return inForce.cuts(Grudge.CLIENTS, node) || inForce.cuts(node, Grudge.CLIENTS);
  }

  private void requireKnown(Grudge grudge) throws FaultNotInjected {
    for (Map.Entry<String, Set<String>> entry : grudge.drops().entrySet()) {
      Set<String> sources = new TreeSet<>(entry.getValue());
      sources.remove(Grudge.CLIENTS);
      boolean known =
          addresses.containsKey(entry.getKey()) || entry.getKey().equals(Grudge.CLIENTS);
      if (!known || !addresses.keySet().containsAll(sources)) {
        throw new FaultNotInjected(
            "the grudge names nodes that are not among " + addresses.keySet() + ": " + grudge);
      }
    }
  }

  private List<ContainerNode> alive() throws FaultNotInjected {
    return alive(nodes);
  }

  static List<ContainerNode> alive(List<ContainerNode> nodes) throws FaultNotInjected {
    List<Boolean> up =
        Parallel.each(nodes, FaultNotInjected.class, node -> node.state() != Node.State.GONE);
    List<ContainerNode> alive = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (up.get(i)) {
        alive.add(nodes.get(i));
      }
    }
    return alive;
  }

  private List<String> skipped(List<ContainerNode> alive) {
    return nodes.stream()
        .filter(node -> !alive.contains(node))
        .map(node -> node.name() + " is down: not asked")
        .toList();
  }

  private String setRules(List<ContainerNode> alive) throws FaultNotInjected {
    List<Long> done =
        Parallel.each(
            alive,
            FaultNotInjected.class,
            node -> {
              setRules(node);
              return time.nanos();
            });
    long first = done.stream().mapToLong(Long::longValue).min().orElse(0);
    long last = done.stream().mapToLong(Long::longValue).max().orElse(0);
    return "rules set on %s, the last %.1f ms after the first"
        .formatted(names(alive), (last - first) / 1e6);
  }

  private void setRules(ContainerNode node) throws FaultNotInjected {
    Set<String> dropped =
        inForce.drops().getOrDefault(node.name(), Set.of()).stream()
            .map(this::address)
            .collect(Collectors.toSet());
    String muted = inForce.cuts(node.name(), Grudge.CLIENTS) ? clients() : "";
    run(node, DropRules.set(peers(node), dropped, inForce.manner()) + DropRules.mute(muted));
  }

  private void requireNoRules(ContainerNode node, String left) throws FaultNotInjected {
    if (DropRules.isLeft(left)) {
      throw new FaultNotInjected(node.name() + " keeps rules of ours: " + left.strip());
    }
  }

  private String removeRules(ContainerNode node) throws FaultNotInjected {
    String left = run(node, DropRules.remove());
    requireNoRules(node, left);
    return left;
  }

  /**
   * Sends a packet over every link in both directions and sees each of them dropped or passed, as
   * the grudge in force has it.
   */
  private List<String> prove(List<ContainerNode> alive) throws FaultNotInjected {
    AtomicReference<LinkProof> proof = new AtomicReference<>();
    AtomicReference<FaultNotInjected> failure = new AtomicReference<>();
    Await.until(
        PROOF_LIMIT,
        () -> {
          try {
            probe(alive);
            LinkProof now = LinkProof.of(names(alive), sources(), counters(alive));
            proof.set(now);
            return now.unproven(inForce).isEmpty();
          } catch (FaultNotInjected e) {
            failure.set(e);
            return true;
          }
        });
    FaultNotInjected failed = failure.get();
    LinkProof last = proof.get();
    if (failed != null || last == null) {
      throw failed != null ? failed : new FaultNotInjected("no link was asked");
    }
    if (!last.unproven(inForce).isEmpty()) {
      throw new FaultNotInjected(String.join("; ", last.unproven(inForce)));
    }
    return last.observations(inForce);
  }

  private void probe(List<ContainerNode> alive) throws FaultNotInjected {
    Parallel.each(
        alive,
        FaultNotInjected.class,
        node -> run(node, DropRules.probe(peers(node), inForce.manner())));
    if (inForce.namesClients()) {
      for (ContainerNode node : alive) {
        Datagram.to(node.address(), DropRules.PROBE_PORT);
      }
    }
  }

  /** Whose packets are counted, by name: the nodes', and the clients' where they are meant. */
  private Map<String, String> sources() {
    Map<String, String> sources = new TreeMap<>(addresses);
    if (inForce.namesClients()) {
      sources.put(Grudge.CLIENTS, clients());
    }
    return sources;
  }

  /** Where the packets of this machine's clients come from, as the nodes see it. */
  private String clients() {
    return Subnet.gatewayOf(nodes.getFirst().address());
  }

  private Map<String, Map<String, Counter>> counters(List<ContainerNode> alive)
      throws FaultNotInjected {
    List<String> printed =
        Parallel.each(alive, FaultNotInjected.class, node -> run(node, DropRules.read()));
    Map<String, Map<String, Counter>> byNode = new TreeMap<>();
    for (int i = 0; i < printed.size(); i++) {
      ContainerNode node = alive.get(i);
      byNode.put(node.name(), DropRules.parse(printed.get(i)));
      if (inForce.cuts(node.name(), Grudge.CLIENTS)) {
        byNode
            .computeIfAbsent(Grudge.CLIENTS, clients -> new TreeMap<>())
            .put(node.address(), DropRules.muted(printed.get(i)));
      }
    }
    return byNode;
  }

  private static List<String> totals(
      List<ContainerNode> alive, Map<String, Map<String, Counter>> counters) {
    List<String> lines =
        new ArrayList<>(
            alive.stream()
                .map(node -> node.name() + " dropped " + dropped(counters, node) + " packets")
                .toList());
    counters
        .getOrDefault(Grudge.CLIENTS, Map.of())
        .forEach((source, counter) ->
            lines.add(
                "%d packets from %s to clients dropped".formatted(counter.packets(), source)));
    return lines;
  }

  private static long dropped(Map<String, Map<String, Counter>> counters, ContainerNode node) {
    return counters.getOrDefault(node.name(), Map.of()).values().stream()
        .filter(Counter::drops)
        .mapToLong(counter -> counter.packets() + counter.rejected())
        .sum();
  }

  static String run(ContainerNode node, String script) throws FaultNotInjected {
    HostCommand.Result result = node.run(script);
    if (!result.succeeded()) {
      throw new FaultNotInjected(
          "%s: exit code %d of its rules: %s"
              .formatted(node.name(), result.exit(), result.output().strip()));
    }
    return result.output();
  }

  private List<String> peers(ContainerNode node) {
    return sources().entrySet().stream()
        .filter(source -> !source.getKey().equals(node.name()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private String address(String node) {
    return sources().getOrDefault(node, "");
  }

  private static List<String> names(List<ContainerNode> nodes) {
    return nodes.stream().map(ContainerNode::name).toList();
  }
}
