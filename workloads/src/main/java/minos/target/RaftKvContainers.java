package minos.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import minos.client.socket.SocketClient;
import minos.cluster.Capability;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.FaultNotInjected;
import minos.cluster.Members;
import minos.cluster.SystemUnderTest.Setup;
import minos.docker.ContainerCluster;
import minos.docker.ContainerSpec;
import minos.docker.ContainerSpec.NodeSpec;
import minos.docker.Containers;
import minos.docker.Engine;
import minos.docker.Images;
import minos.node.ImageContext;
import minos.raft.NodeId;
import minos.raft.Rules;
import minos.raft.flaw.Flaws;
import minos.secure.Credentials;
import minos.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reference store in containers: real processes, sockets, disks and time. */
final class RaftKvContainers implements ContainerCluster.Service {
  static final String IMAGE = "minos-node";

  private static final Logger LOG = LoggerFactory.getLogger(RaftKvContainers.class);
  private static final int PORT = 7000;
  private static final int ADMIN_PORT = 7001;

  /** Fetched with the logs; not in the folder of the data, whose disk may fail. */
  private static final String EVENTS = "/opt/minos/events.jsonl";

  /**
   * Where clocks may run at rates of their own, leaders answer reads by lease, and are told that
   * one clock may run twice as fast as another: faults drive them less far apart than that.
   */
  static final double LEASE_DRIFT = 0.99;

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

  private final Containers containers;
  private final Leadership leadership;
  private final Time time;
  private final Setup setup;
  private final Rules rules;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();

  private RaftKvContainers(Containers containers, Time time, Setup setup) {
    this.containers = containers;
    this.leadership =
        new Leadership(
            containers.addresses(ADMIN_PORT),
            Leadership.Question.OF_RAFT_KV,
            new FromWithin(containers, ADMIN_PORT));
    this.time = time;
    this.setup = setup;
    this.rules =
        setup.flaws().stream()
            .findFirst()
            .flatMap(Flaws::named)
            .<Rules>map(flaw -> flaw)
            .orElse(Rules.OF_THE_PAPER);
    if (obeys(setup)) {
      containers.control(
          node ->
              new PostedOrders(
                  node,
                  containers.address(node, ADMIN_PORT),
                  http,
                  new FromWithin(containers, ADMIN_PORT)),
          setsClocks(setup));
    }
  }

  /** Whether a fault of the run is one that a server must help with. */
  private static boolean obeys(Setup setup) {
    return setsClocks(setup)
        || setup.needsAny(
            Capability.CRASH_POINT,
            Capability.DISK_SLOW,
            Capability.DISK_TROUBLE,
            Capability.DISK_ROT,
            Capability.POWER_LOSS,
            Capability.TORN_WRITES);
  }

  private static boolean setsClocks(Setup setup) {
    return setup.needsAny(Capability.CLOCK_WALL, Capability.CLOCK_RATE);
  }

  /** Builds the image where it is missing or stale, starts the nodes, and waits for a leader. */
  static Cluster start(Setup setup, Time time) throws ClusterFailed {
    return ContainerCluster.start(
        setup.image(),
        RaftKvContainers::image,
        image -> spec(setup, image),
        containers -> new RaftKvContainers(containers, time, setup),
        time);
  }

  private static String image(Engine engine) throws ClusterFailed {
    try {
      String fingerprint = ImageContext.fingerprint();
      return Images.ensure(engine, IMAGE, fingerprint, ImageContext::write, LOG::info);
    } catch (IOException e) {
      throw new ClusterFailed("image " + IMAGE + ": " + e.getMessage(), e);
    }
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
              node,
              setsClocks(setup)
                  ? ContainerSpec.withClocks(command(node, peers, setup))
                  : command(node, peers, setup),
              Map.of(),
              Map.of(),
              "/data",
              List.of(EVENTS),
              (kind, name) -> RaftKvFiles.of(kind).test(name),
              0));
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
                "-XX:SharedArchiveFile=/opt/minos/minos-node.jsa",
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
    words.addAll(forFaults(setup));
    return words;
  }

  /** Nothing but what the faults of the run need. */
  private static List<String> forFaults(Setup setup) {
    List<String> words = new ArrayList<>();
    if (obeys(setup)) {
      words.addAll(List.of("--sabotage", "obeyed"));
    }
    if (setup.needsAny(Capability.POWER_LOSS, Capability.TORN_WRITES)) {
      boolean torn = setup.needsAny(Capability.TORN_WRITES);
      words.addAll(List.of("--disk", torn ? "torn" : "volatile"));
    }
    if (setup.needsAny(Capability.CLOCK_RATE, Capability.CLOCK_WALL)) {
      words.addAll(List.of("--lease-reads", String.valueOf(Math.round(LEASE_DRIFT * 100))));
    }
    if (setup.needsAny(
        Capability.CRASH_POINT,
        Capability.DISK_SLOW,
        Capability.DISK_TROUBLE,
        Capability.DISK_ROT)) {
      words.addAll(List.of("--snapshot-after", "1k", "--keep-log", "1k", "--segment", "64k"));
    }
    return words;
  }

  /** Processes begin at different nodes, by turns. */
  @Override
  public Client open(int process) {
    List<String> nodes = setup.nodes();
    Map<NodeId, Supplier<InetSocketAddress>> servers = new LinkedHashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      String name = nodes.get((process + i) % nodes.size());
      InetSocketAddress address = containers.address(name, PORT);
      servers.put(new NodeId(name), () -> address);
    }
    return new SocketKvClient(
        new SocketClient(
            servers,
            Credentials.NONE,
            RaftKvSimulation.CALL_LIMIT,
            rules,
            setup.seed() + process,
            time::nanos),
        time);
  }

  @Override
  public List<String> primaries() {
    return leadership.claims();
  }

  @Override
  public void proveReady() throws FaultNotInjected {
    if (setsClocks(setup)) {
      containers.proveClocks();
    }
    if (setup.needsAny(Capability.POWER_LOSS, Capability.TORN_WRITES)) {
      containers.learnDisks();
    }
  }

  @Override
  public Optional<Members> members(Cluster cluster) {
    return Optional.of(new RaftKvMembers(cluster, node -> node + ":" + PORT));
  }

  @Override
  public void close() {
    leadership.close();
    http.shutdownNow();
  }
}
