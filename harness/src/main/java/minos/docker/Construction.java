package minos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.CreateVolumeCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Volume;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import minos.cluster.ClusterFailed;
import minos.docker.ContainerSpec.NodeSpec;

/** All that a cluster makes in an engine, so that it can be removed whatever became of it. */
final class Construction {
  private final Engine engine;
  private final NodeShell shell;
  private final ContainerSpec spec;
  private final Map<String, String> labels;
  private final Collection<String> containers = new ConcurrentLinkedQueue<>();
  private final Collection<String> volumes = new ConcurrentLinkedQueue<>();
  private final Collection<String> networks = new ConcurrentLinkedQueue<>();
  private final Removal removal;

  /** Shared by all who make something, alone with who removes everything. */
  private final ReadWriteLock underWay = new ReentrantReadWriteLock();

  private volatile boolean closed;

  /** Only under the write lock. */
  private boolean removed;

  Construction(Engine engine, NodeShell shell, ContainerSpec spec) {
    this.engine = engine;
    this.shell = shell;
    this.spec = spec;
    this.removal = new Removal(engine);
    this.labels = new HashMap<>(Labels.of(spec.run()));
    if (spec.keep()) {
      labels.put(Labels.KEPT, "1");
    }
  }

  /** Makes the network and, all at once, volumes and containers; starts none. */
  List<ContainerNode> make() throws ClusterFailed {
    try {
      Subnet subnet = network();
      List<String> addresses = subnet.nodeAddresses(spec.nodes().size());
      List<Integer> indexes = IntStream.range(0, spec.nodes().size()).boxed().toList();
      return Parallel.each(indexes, ClusterFailed.class, index -> node(index, addresses));
    } catch (DockerException e) {
      throw new ClusterFailed(explain(Engine.reason(e)), e);
    }
  }

  private Subnet network() throws ClusterFailed {
    String name = spec.runName();
    String refusal = "no free range of addresses";
    for (Subnet subnet : Subnet.free(taken())) {
      try {
        make(
            networks,
            () -> {
              create(name, subnet);
              return name;
            });
        return subnet;
      } catch (DockerException e) {
        refusal = Engine.reason(e);
        // Another run took the range since we looked: try the next one.
        if (!refusal.contains("overlap")) {
          throw new ClusterFailed(explain(refusal), e);
        }
      }
    }
    throw new ClusterFailed("no network for the containers: " + refusal);
  }

  private void create(String network, Subnet subnet) {
    engine
        .client()
        .createNetworkCmd()
        .withName(network)
        .withDriver("bridge")
        .withCheckDuplicate(true)
        .withLabels(labels)
        .withIpam(
            new Network.Ipam()
                .withConfig(
                    new Network.Ipam.Config()
                        .withSubnet(subnet.toString())
                        .withGateway(subnet.gateway())))
        .exec();
  }

  private List<Subnet> taken() throws ClusterFailed {
    try {
      Stream<String> ofEngine =
          engine.client().listNetworksCmd().exec().stream()
              .map(Network::getIpam)
              .filter(ipam -> ipam != null && ipam.getConfig() != null)
              .flatMap(ipam -> ipam.getConfig().stream())
              .map(config -> String.valueOf(config.getSubnet()));
      Stream<String> ofMachine =
          NetworkInterface.networkInterfaces()
              .flatMap(face -> face.getInterfaceAddresses().stream())
              .map(address ->
                  address.getAddress().getHostAddress() + "/" + address.getNetworkPrefixLength());
      return Stream.concat(ofEngine, ofMachine)
          .map(Subnet::parse)
          .flatMap(Optional::stream)
          .toList();
    } catch (SocketException e) {
      throw new ClusterFailed("this machine's networks cannot be read: " + e.getMessage(), e);
    }
  }

  private ContainerNode node(int index, List<String> addresses) throws ClusterFailed {
    NodeSpec node = spec.nodes().get(index);
    String name = spec.containerName(node);
    Map<String, String> own = new HashMap<>(labels);
    own.put(Labels.NODE, node.name());
    if (node.diskMegabytes() > 0) {
      own.put(Labels.DISK, "1");
    }
    try {
      DockerClient client = engine.client();
      HostConfig host =
          HostConfig.newHostConfig()
              .withNetworkMode(spec.runName())
              .withCapAdd(Capability.NET_ADMIN)
              .withExtraHosts(hosts(addresses))
              .withPortBindings(
                  node.published().entrySet().stream()
                      .map(port ->
                          PortBinding.parse("127.0.0.1:" + port.getValue() + ":" + port.getKey()))
                      .toList());
      if (!node.dataPath().isEmpty()) {
        volume(node, name, own);
        host.withBinds(new Bind(name, new Volume(node.dataPath())));
      }
      CreateContainerCmd create =
          client
              .createContainerCmd(spec.image())
              .withName(name)
              .withHostName(node.name())
              .withLabels(own)
              .withIpv4Address(addresses.get(index))
              .withEnv(
                  node.environment().entrySet().stream()
                      .map(entry -> entry.getKey() + "=" + entry.getValue())
                      .toList())
              .withExposedPorts(host.getPortBindings().getBindings().keySet().stream().toList())
              .withHostConfig(host);
      if (!node.command().isEmpty()) {
        create.withEntrypoint(node.command());
      }
      String id = make(containers, () -> create.exec().getId());
      return new ContainerNode(engine, shell, node, id, addresses.get(index));
    } catch (DockerException e) {
      throw new ClusterFailed(node.name() + ": " + explain(Engine.reason(e)), e);
    }
  }

  private void volume(NodeSpec node, String name, Map<String, String> own) throws ClusterFailed {
    CreateVolumeCmd create = engine.client().createVolumeCmd().withName(name).withLabels(own);
    if (node.diskMegabytes() > 0) {
      create.withDriverOpts(
          Map.of("type", "ext4", "device", device(node, name + LoopDisk.FILE_VOLUME, own)));
    }
    make(volumes, () -> create.exec().getName());
  }

  private String device(NodeSpec node, String name, Map<String, String> own) throws ClusterFailed {
    Map<String, String> labels = new HashMap<>(own);
    labels.put(Labels.DISK_FILE, "1");
    CreateVolumeCmd create = engine.client().createVolumeCmd().withName(name).withLabels(labels);
    make(volumes, () -> create.exec().getName());
    String folder = engine.client().inspectVolumeCmd(name).exec().getMountpoint();
    return LoopDisk.make(Path.of(folder), node.diskMegabytes());
  }

  private String[] hosts(List<String> addresses) {
    return IntStream.range(0, addresses.size())
        .mapToObj(i -> spec.nodes().get(i).name() + ":" + addresses.get(i))
        .toArray(String[]::new);
  }

  /** One thing being made in the engine. */
  private interface Making {
    /** Its name or id, by which it can be removed. */
    String make();
  }

  /**
   * Makes one thing and remembers it. Whoever removes everything meanwhile (Ctrl-C) waits for it,
   * since what the engine is making when this process ends would stay.
   */
  private String make(Collection<String> things, Making making) throws ClusterFailed {
    underWay.readLock().lock();
    try {
      if (closed) {
        throw new ClusterFailed("the cluster was removed while it was being made");
      }
      String thing = making.make();
      things.add(thing);
      return thing;
    } finally {
      underWay.readLock().unlock();
    }
  }

  /**
   * Removes what was made so far. Idempotent; may be called while {@link #make()} still runs.
   * Returns when all is removed, whoever does it.
   */
  void remove() {
    closed = true;
    // An interrupted thread could not talk to the engine.
    boolean interrupted = Thread.interrupted();
    underWay.writeLock().lock();
    try {
      if (!removed) {
        removed = true;
        Parallel.each(List.copyOf(containers), RuntimeException.class, removal::container);
        volumes.forEach(removal::volume);
        networks.forEach(removal::network);
      }
    } finally {
      underWay.writeLock().unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** An engine's complaint in words that say what to do. */
  static String explain(String complaint) {
    if (complaint.contains("already in use by container")
        || complaint.contains("network with name")) {
      return "the name is in use by another run, choose another or remove that one: " + complaint;
    }
    if (complaint.contains("port is already allocated")
        || complaint.contains("address already in use")) {
      return "a port of this machine is in use: " + complaint;
    }
    if (complaint.toLowerCase(java.util.Locale.ROOT).contains("no such image")) {
      return complaint + "; ./minos doctor says how to get it";
    }
    return complaint;
  }
}
