package minos.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import minos.client.socket.SocketClient;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Network;
import minos.cluster.Node;
import minos.cluster.SystemUnderTest.Setup;
import minos.docker.ContainerSpec;
import minos.docker.ContainerSpec.NodeSpec;
import minos.docker.Containers;
import minos.docker.Engine;
import minos.docker.Images;
import minos.docker.Leftovers;
import minos.node.ImageContext;
import minos.raft.NodeId;
import minos.raft.Rules;
import minos.raft.flaw.Flaws;
import minos.secure.Credentials;
import minos.time.Await;
import minos.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reference store in containers: real processes, sockets, disks and time. */
final class RaftKvContainers implements Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(RaftKvContainers.class);
  private static final String IMAGE = "minos-node";
  private static final int PORT = 7000;
  private static final int ADMIN_PORT = 7001;

  /** Fetched with the logs; not in the folder of the data, whose disk may fail. */
  private static final String EVENTS = "/opt/minos/events.jsonl";

  private static final Duration CALL_LIMIT = RaftKvSimulation.CALL_LIMIT;
  private static final Duration SERVING_LIMIT = Duration.ofSeconds(30);

  private final Engine engine;
  private final Containers containers;
  private final Leadership leadership;
  private final Time time;
  private final long seed;
  private final Rules rules;

  private RaftKvContainers(
      Engine engine, Containers containers, Leadership leadership, Time time, Setup setup) {
    this.engine = engine;
    this.containers = containers;
    this.leadership = leadership;
    this.time = time;
    this.seed = setup.seed();
    this.rules =
        setup.flaws().stream()
            .findFirst()
            .flatMap(Flaws::named)
            .<Rules>map(flaw -> flaw)
            .orElse(Rules.OF_THE_PAPER);
  }

  /** Why containers cannot be had at this moment, if they cannot. */
  static Optional<String> unavailable() {
    try (Engine engine = Engine.connect()) {
      boolean possible =
          Images.id(engine, Images.BASE).isPresent() || Images.id(engine, IMAGE).isPresent();
      return possible
          ? Optional.empty()
          : Optional.of(
              "the engine has no image " + Images.BASE + "; ./minos doctor --fix gets it");
    } catch (ClusterFailed e) {
      return Optional.of(e.getMessage() + "; ./minos doctor --fix installs one");
    }
  }

  static List<String> removeLeftovers() {
    try (Engine engine = Engine.connect()) {
      return Leftovers.byRun(Leftovers.remove(engine));
    } catch (ClusterFailed e) {
      return List.of();
    }
  }

  /** Builds the image where it is missing or stale, starts the nodes, and waits for a leader. */
  static Cluster start(Setup setup, Time time) throws ClusterFailed {
    Engine engine = Engine.connect();
    Containers containers = null;
    try {
      String image = setup.image().isEmpty() ? image(engine) : present(engine, setup.image());
      containers = Containers.start(engine, spec(setup, image), time);
      Containers started = containers;
      Map<String, InetSocketAddress> admin =
          setup.nodes().stream()
              .collect(Collectors.toMap(node -> node, node -> started.address(node, ADMIN_PORT)));
      Leadership leadership = new Leadership(admin);
      awaitLeader(containers, leadership);
      return new RaftKvContainers(engine, containers, leadership, time, setup);
    } catch (ClusterFailed | RuntimeException e) {
      if (containers != null) {
        containers.remove();
      }
      engine.close();
      throw e;
    }
  }

  private static String image(Engine engine) throws ClusterFailed {
    try {
      String fingerprint = ImageContext.fingerprint();
      return Images.ensure(engine, IMAGE, fingerprint, ImageContext::write, LOG::info);
    } catch (IOException e) {
      throw new ClusterFailed("image " + IMAGE + ": " + e.getMessage(), e);
    }
  }

  /** Refused here already, before there is a network to be removed again. */
  private static String present(Engine engine, String image) throws ClusterFailed {
    if (Images.id(engine, image).isEmpty()) {
      throw new ClusterFailed(
          "the engine has no image %s: get it (docker pull %s) or leave --image out"
              .formatted(image, image));
    }
    return image;
  }

  private static ContainerSpec spec(Setup setup, String image) {
    String peers =
        setup.nodes().stream()
            .map(node -> node + "=" + node + ":" + PORT)
            .collect(Collectors.joining(","));
    List<NodeSpec> nodes = new ArrayList<>();
    for (String node : setup.nodes()) {
      nodes.add(
          new NodeSpec(
              node, command(node, peers, setup), Map.of(), Map.of(), "/data", List.of(EVENTS)));
    }
    return new ContainerSpec(setup.run(), image, nodes, setup.keep());
  }

  private static List<String> command(String node, String peers, Setup setup) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "/opt/java/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xms64m",
                "-Xmx384m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                "/opt/minos/minos-node.jar",
                "--id",
                node,
                "--peers",
                peers,
                "--data",
                "/data",
                "--admin",
                "0.0.0.0:" + ADMIN_PORT,
                "--events",
                EVENTS,
                "--seed",
                String.valueOf(setup.seed())));
    for (String flaw : setup.flaws()) {
      words.addAll(List.of("--flaw", flaw));
    }
    return words;
  }

  private static void awaitLeader(Containers containers, Leadership leadership)
      throws ClusterFailed {
    boolean led = Await.until(SERVING_LIMIT, () -> !leadership.claims().isEmpty());
    if (led) {
      return;
    }
    try {
      String why = containers.fallen().orElse("all nodes run; see nodes/ in the run folder");
      throw new ClusterFailed("no leader within " + SERVING_LIMIT.toSeconds() + " s: " + why);
    } catch (FaultNotInjected e) {
      throw new ClusterFailed("no leader within " + SERVING_LIMIT.toSeconds() + " s", e);
    }
  }

  @Override
  public List<Node> nodes() {
    return containers.nodes();
  }

  @Override
  public List<String> deaths() {
    return containers.deaths();
  }

  @Override
  public Network network() {
    return containers.network();
  }

  /** Processes begin at different nodes, by turns. */
  @Override
  public Client open(int process) {
    List<Node> nodes = nodes();
    Map<NodeId, Supplier<InetSocketAddress>> servers = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      String name = nodes.get((process + i) % nodes.size()).name();
      InetSocketAddress address = containers.address(name, PORT);
      servers.put(new NodeId(name), () -> address);
    }
    return new SocketKvClient(
        new SocketClient(servers, Credentials.NONE, CALL_LIMIT, rules, seed + process, time::nanos),
        time);
  }

  @Override
  public Optional<String> leader() {
    return primaries().stream().findFirst();
  }

  @Override
  public List<String> primaries() {
    return leadership.claims();
  }

  @Override
  public Map<String, String> description() {
    return containers.description();
  }

  @Override
  public void collectLogs(Path folder) throws IOException {
    containers.collectLogs(folder);
  }

  @Override
  public List<String> howToReach() {
    return containers.howToReach();
  }

  @Override
  public void close() {
    containers.close();
    engine.close();
  }
}
