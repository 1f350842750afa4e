package minos.target;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import minos.cluster.BrokenOff;
import minos.cluster.Capability;
import minos.cluster.Client;
import minos.cluster.Cluster;
import minos.cluster.ClusterFailed;
import minos.cluster.SystemUnderTest;
import minos.cluster.World;
import minos.docker.ContainerCluster;
import minos.docker.ContainerSpec;
import minos.docker.ContainerSpec.NodeSpec;
import minos.docker.Containers;
import minos.docker.Engine;
import minos.docker.Images;
import minos.docker.Kernel;
import minos.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** etcd as Debian packages it, in containers: a store that Minos knows nothing of. */
public final class Etcd implements SystemUnderTest {
  private static final Logger LOG = LoggerFactory.getLogger(Etcd.class);
  private static final String IMAGE = "minos-etcd";
  private static final String DOCKERFILE = "etcd.Dockerfile";
  private static final int PORT = 2379;
  private static final int PEER_PORT = 2380;
  private static final Duration CONNECT_LIMIT = Duration.ofMillis(500);
  private static final int DISK_MEGABYTES = 512;
  private static final Capability[] OF_DISK = {Capability.POWER_LOSS, Capability.DISK_TROUBLE};
  private static final Set<String> WORKLOADS =
      Set.of("register", "cas-register", "key-value", "set");

  @Override
  public String name() {
    return "etcd";
  }

  @Override
  public String summary() {
    return "etcd from Debian's package, through its JSON gateway";
  }

  @Override
  public Set<World> worlds() {
    return Set.of(World.DOCKER);
  }

  @Override
  public Optional<String> refuses(String workload) {
    return WORKLOADS.contains(workload)
        ? Optional.empty()
        : Optional.of(WORKLOADS.stream().sorted().collect(Collectors.joining(", ")));
  }

  @Override
  public Map<Capability, String> lacks(World world) {
    Map<Capability, String> lacks = new EnumMap<>(SystemUnderTest.super.lacks(world));
    String unreached = "libfaketime does not reach Go, which asks the kernel for the time itself";
    lacks.put(Capability.CLOCK_WALL, unreached);
    lacks.put(Capability.CLOCK_RATE, unreached);
    lacks.put(Capability.DISK_SLOW, "its disk can be cut off and filled, and not slowed down");
    for (Capability ofDisk : OF_DISK) {
      Containers.diskObstacle()
          .ifPresentOrElse(why -> lacks.put(ofDisk, why), () -> lacks.remove(ofDisk));
    }
    lacks.putAll(Kernel.of(IMAGE).lacks());
    return lacks;
  }

  @Override
  public Optional<String> unavailable(World world) {
    return ContainerCluster.unavailable(IMAGE);
  }

  @Override
  public Map<Capability, String> means(World world) {
    return Kernel.of(IMAGE).means();
  }

  @Override
  public List<String> removeLeftovers(World world, List<BrokenOff> broken) throws ClusterFailed {
    return ContainerCluster.removeLeftovers(broken);
  }

  @Override
  public Cluster start(World world, Setup setup, Time time) throws ClusterFailed {
    return ContainerCluster.start(
        setup.image(),
        Etcd::image,
        image -> spec(setup, image),
        containers -> new Servers(containers, time),
        time);
  }

  private static String image(Engine engine) throws ClusterFailed {
    try (InputStream in = Etcd.class.getResourceAsStream(DOCKERFILE)) {
      if (in == null) {
        throw new ClusterFailed("the classes lack " + DOCKERFILE + "; build them with Maven");
      }
      String dockerfile = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Images.ensure(
          engine,
          IMAGE,
          dockerfile.replaceAll("\\s+", " "),
          folder -> Files.writeString(folder.resolve("Dockerfile"), dockerfile),
          LOG::info);
    } catch (IOException e) {
      throw new ClusterFailed("image " + IMAGE + ": " + e.getMessage(), e);
    }
  }

  private static ContainerSpec spec(Setup setup, String image) {
    String cluster =
        setup.nodes().stream()
            .map(node -> node + "=" + url(node, PEER_PORT))
            .collect(Collectors.joining(","));
    List<NodeSpec> nodes =
        setup.nodes().stream()
            .map(node ->
                new NodeSpec(node, command(node, cluster), Map.of(), Map.of(), "/data", List.of()))
            .map(node -> setup.needsAny(OF_DISK) ? node.onOwnDisk(DISK_MEGABYTES) : node)
            .toList();
    return new ContainerSpec(setup.run(), image, nodes, setup.keep());
  }

  private static List<String> command(String node, String cluster) {
    return List.of(
        "/usr/bin/etcd",
        "--name=" + node,
        "--data-dir=/data/etcd",
        "--listen-client-urls=" + url("0.0.0.0", PORT),
        "--advertise-client-urls=" + url(node, PORT),
        "--listen-peer-urls=" + url("0.0.0.0", PEER_PORT),
        "--initial-advertise-peer-urls=" + url(node, PEER_PORT),
        "--initial-cluster=" + cluster,
        "--initial-cluster-state=new");
  }

  private static String url(String host, int port) {
    return "http://" + host + ":" + port;
  }

  /** The servers of one cluster, as its clients see them. */
  private static final class Servers implements ContainerCluster.Service {
    private final Containers containers;
    private final Time time;
    private final Leadership leadership;
    private final HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    Servers(Containers containers, Time time) {
      this.containers = containers;
      this.time = time;
      this.leadership =
          new Leadership(
              containers.addresses(PORT),
              Leadership.Question.OF_ETCD,
              new FromWithin(containers, PORT));
    }

    /**
     * Its election timeout is 1 to 2 s, votes may split once, and a client that asked the old
     * leader learns after 2 s that there is no answer.
     */
    @Override
    public Duration takeover() {
      return Duration.ofSeconds(5);
    }

    @Override
    public List<String> primaries() {
      return leadership.claims();
    }

    @Override
    public Client open(int process) {
      return new EtcdClient(http, containers.addresses(PORT), process, time);
    }

    @Override
    public void close() {
      http.shutdownNow();
      leadership.close();
    }
  }
}
