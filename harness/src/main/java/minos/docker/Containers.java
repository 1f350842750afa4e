package minos.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.time.Time;
import minos.time.WallClock;

/**
 * The nodes and the network of a cluster on containers; a system under test adds its clients. Each
 * node keeps its address and its disk through kill and start. Everything is removed when it is
 * closed, or when the JVM ends, unless it is to be kept.
 */
public final class Containers implements AutoCloseable {
  private final Engine engine;
  private final ContainerSpec spec;
  private final Construction construction;
  private final Thread onExit;
  private final List<ContainerNode> nodes;
  private final ContainerNetwork network;
  private final Time time;

  private Containers(
      Engine engine,
      ContainerSpec spec,
      Construction construction,
      Thread onExit,
      List<ContainerNode> nodes,
      Time time) {
    this.engine = engine;
    this.spec = spec;
    this.construction = construction;
    this.onExit = onExit;
    this.nodes = nodes;
    this.network = new ContainerNetwork(nodes, time);
    this.time = time;
  }

  /**
   * Removes what killed runs left behind, then makes and starts all nodes at once. Returns when
   * their processes run, which says nothing about whether they serve.
   *
   * @param engine stays open when the cluster is closed; it belongs to the caller
   * @throws ClusterFailed with one clear line, after removing all that was made
   */
  public static Containers start(Engine engine, ContainerSpec spec, Time time)
      throws ClusterFailed {
    return start(engine, new NodeShell(engine), spec, time);
  }

  static Containers start(Engine engine, NodeShell shell, ContainerSpec spec, Time time)
      throws ClusterFailed {
    Leftovers.remove(engine);
    Construction construction = new Construction(engine, shell, spec);
    Thread onExit = new Thread(construction::remove, "minos-docker-exit");
    Runtime.getRuntime().addShutdownHook(onExit);
    try {
      List<ContainerNode> nodes = construction.make();
      Containers containers = new Containers(engine, spec, construction, onExit, nodes, time);
      Parallel.each(nodes, FaultNotInjected.class, Containers::start);
      if (spec.keep()) {
        containers.forgetExit();
      }
      return containers;
    } catch (FaultNotInjected e) {
      construction.remove();
      throw new ClusterFailed(Construction.explain(String.valueOf(e.getMessage())), e);
    } catch (ClusterFailed | RuntimeException e) {
      construction.remove();
      throw e;
    }
  }

  private static String start(ContainerNode node) throws FaultNotInjected {
    node.start();
    if (node.spec().diskMegabytes() > 0) {
      node.takeOwnDisk();
    }
    return node.name();
  }

  /** Why nodes cannot have disks of their own here, in one line; empty if they can. */
  public static Optional<String> diskObstacle() {
    return LoopDisk.obstacle();
  }

  /** In the order of the spec. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public Network network() {
    return network;
  }

  /**
   * Where a port of a node can be reached from this machine: where it is published, else at the
   * container's own address, which stays the same through kill and start.
   */
  public InetSocketAddress address(String node, int port) {
    ContainerNode found = node(node);
    Integer published = found.spec().published().get(port);
    return published == null
        ? new InetSocketAddress(Subnet.inetAddress(found.address()), port)
        : new InetSocketAddress(InetAddress.getLoopbackAddress(), published);
  }

  /** Where a port of each node can be reached, by the node's name; see {@link #address}. */
  public Map<String, InetSocketAddress> addresses(int port) {
    Map<String, InetSocketAddress> addresses = new TreeMap<>();
    nodes.forEach(node -> addresses.put(node.name(), address(node.name(), port)));
    return addresses;
  }

  /**
   * Has nodes that were built for tests take orders from now on.
   *
   * @param control of a node by name
   * @param clocks whether they were started {@link ContainerSpec#withClocks}
   */
  public void control(Function<String, NodeControl> control, boolean clocks) {
    Optional<ContainerClock.TrueTime> right =
        clocks ? Optional.of(new ThisMachine(time)) : Optional.empty();
    nodes.forEach(node -> node.controlledBy(control.apply(node.name()), right));
  }

  /** What the clocks of containers show unless they are told otherwise. */
  private record ThisMachine(Time time) implements ContainerClock.TrueTime {
    @Override
    public long wallMillis() {
      return WallClock.system().now().toEpochMilli();
    }

    @Override
    public long nanos() {
      return time.nanos();
    }
  }

  /**
   * Proves of every node that its clocks are right and its waits as long as they should be.
   *
   * @throws FaultNotInjected with the first that is not so
   */
  public void proveClocks() throws FaultNotInjected {
    Parallel.each(nodes, FaultNotInjected.class, node -> node.clock().selfTest());
  }

  /** Asks every node what a kill leaves of its disk. */
  public void learnDisks() throws FaultNotInjected {
    Parallel.each(nodes, FaultNotInjected.class, ContainerNode::learnDisk);
  }

  /** Whether a cut in force keeps the packets of clients from a node, or its packets from them. */
  public boolean keepsClientsFrom(String node) {
    return network.keepsClientsFrom(node);
  }

  /**
   * A node whose process ended by itself or was killed, with the last words of its log; for whoever
   * waits for the cluster to serve.
   */
  public Optional<String> fallen() throws FaultNotInjected {
    for (ContainerNode node : nodes) {
      if (node.state() == Node.State.GONE) {
        return Optional.of(node.name() + " is down: " + node.lastWords());
      }
    }
    return Optional.empty();
  }

  /** See {@link minos.cluster.Cluster#deaths()}. */
  public List<String> deaths() {
    List<String> deaths = new ArrayList<>();
    for (ContainerNode node : nodes) {
      try {
        deaths.addAll(node.deaths());
      } catch (FaultNotInjected e) {
        deaths.add(node.name() + " cannot be asked whether it lives: " + e.getMessage());
      }
    }
    return deaths;
  }

  /** Runs a script with the bash of a running node, in its network; what it printed. */
  public String run(String node, String script) throws FaultNotInjected {
    HostCommand.Result result = node(node).run(script);
    if (!result.succeeded()) {
      throw new FaultNotInjected(
          node + ": exit code " + result.exit() + ": " + result.output().strip());
    }
    return result.output();
  }

  private ContainerNode node(String name) {
    return nodes.stream()
        .filter(node -> node.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no node " + name));
  }

  /** What it is made of: image, engine, addresses. */
  public Map<String, String> description() {
    Map<String, String> words = new TreeMap<>();
    words.put("image", spec.image());
    words.put("image-id", Images.id(engine, spec.image()).orElse("unknown"));
    words.put("engine", engine.version());
    words.put("engine-api", engine.apiVersion());
    words.put("kernel", engine.kernel());
    nodes.forEach(node -> words.put("address-" + node.name(), node.address()));
    return words;
  }

  /**
   * Writes {@code folder/<node>/container.log} (all that it printed, through all its starts) and
   * the files that the spec names; also of nodes that are down.
   */
  public void collectLogs(Path folder) throws IOException {
    for (ContainerNode node : nodes) {
      Path own = Files.createDirectories(folder.resolve(node.name()));
      try (OutputStream log = Files.newOutputStream(own.resolve("container.log"))) {
        Logs.copy(engine, node.id(), log);
        for (String file : node.spec().files()) {
          Logs.copyFile(engine, node.id(), file, own);
        }
      } catch (DockerException e) {
        throw new IOException("logs of " + node.name() + ": " + Engine.reason(e), e);
      }
    }
  }

  /** For the user of a kept cluster: how to look into it, and how to remove it. */
  public List<String> howToReach() {
    String first = spec.containerName(spec.nodes().getFirst());
    return List.of(
        "kept    " + String.join(", ", spec.nodes().stream().map(spec::containerName).toList()),
        "look    docker exec -it " + first + " bash",
        "remove  " + spec.removal());
  }

  /** Removes it all, unless it is to be kept. Idempotent. */
  @Override
  public void close() {
    if (!spec.keep()) {
      remove();
    }
  }

  /** Removes it all, also what is to be kept: of a start that failed nothing may stay. */
  public void remove() {
    construction.remove();
    forgetExit();
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs, and finds nothing to do.
    }
  }
}
