package minos.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Volume;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final List<String> containers = new ArrayList<>();
  private final List<String> volumes = new ArrayList<>();
  private final List<String> networks = new ArrayList<>();
  private final Removal removal;
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
        engine
            .client()
            .createNetworkCmd()
            .withName(name)
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
        made(networks, name, removal::network);
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
        client.createVolumeCmd().withName(name).withLabels(own).exec();
        made(volumes, name, removal::volume);
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
      String id = create.exec().getId();
      made(containers, id, removal::container);
      return new ContainerNode(engine, shell, node, id, addresses.get(index));
    } catch (DockerException e) {
      throw new ClusterFailed(node.name() + ": " + explain(Engine.reason(e)), e);
    }
  }

  private String[] hosts(List<String> addresses) {
    return IntStream.range(0, addresses.size())
        .mapToObj(i -> spec.nodes().get(i).name() + ":" + addresses.get(i))
        .toArray(String[]::new);
  }

  /** Whoever makes something while all is being removed (Ctrl-C) takes it away again. */
  private synchronized void made(List<String> things, String thing, Undo undo)
      throws ClusterFailed {
    if (removed) {
      undo.remove(thing);
      throw new ClusterFailed("the cluster was closed while it was being made");
    }
    things.add(thing);
  }

  /** How one thing is removed; whether it is gone. */
  private interface Undo {
    boolean remove(String thing);
  }

  /** Removes what was made so far. Idempotent; may be called while {@link #make} still runs. */
  synchronized void remove() {
    if (removed) {
      return;
    }
    removed = true;
    // An interrupted thread could not talk to the engine.
    boolean interrupted = Thread.interrupted();
    Parallel.each(List.copyOf(containers), RuntimeException.class, removal::container);
    volumes.forEach(removal::volume);
    networks.forEach(removal::network);
    if (interrupted) {
      Thread.currentThread().interrupt();
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
