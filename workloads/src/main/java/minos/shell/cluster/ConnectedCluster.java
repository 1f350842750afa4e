package minos.shell.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.socket.AdminClient;
import minos.cluster.ClusterFailed;
import minos.node.net.HostPort;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.secure.Credentials;

/** A cluster that somebody else has started; for one thread at a time. */
public final class ConnectedCluster implements ShellCluster {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Map<NodeId, InetSocketAddress> addresses;
  private final Credentials credentials;

  private ConnectedCluster(Map<NodeId, InetSocketAddress> addresses, Credentials credentials) {
    this.addresses = addresses;
    this.credentials = credentials;
  }

  /**
   * Finds out who listens where. The servers that were not given are asked for at the addresses
   * that the others know, which need not be reachable from here.
   *
   * @param given at least one
   * @param credentials what is shown to them
   * @throws ClusterFailed when none of them answers
   */
  public static ConnectedCluster to(List<HostPort> given, Credentials credentials)
      throws ClusterFailed {
    Map<NodeId, InetSocketAddress> found = new TreeMap<>();
    Map<NodeId, String> told = new TreeMap<>();
    List<String> silent = new ArrayList<>();
    for (HostPort address : given) {
      try {
        AdminResponse answer =
            new AdminClient(credentials, PATIENCE)
                .ask(address.resolve(), new AdminRequest.Status());
        if (answer instanceof AdminResponse.ServerStatus status) {
          found.put(status.self(), address.resolve());
          told.putAll(status.servers());
        } else {
          silent.add(address + ": " + answer);
        }
      } catch (IOException e) {
        silent.add(address + ": " + e.getMessage());
      }
    }
    if (found.isEmpty()) {
      throw new ClusterFailed("--connect: no server answers at " + String.join(", ", silent));
    }
    told.forEach((node, address) -> found.computeIfAbsent(node, n -> resolved(address)));
    return new ConnectedCluster(found, credentials);
  }

  /** What a server has told of another need not make sense here; it is then nobody's address. */
  private static InetSocketAddress resolved(String address) {
    try {
      return HostPort.parse(address).resolve();
    } catch (IllegalArgumentException e) {
      return InetSocketAddress.createUnresolved("address-unknown", 0);
    }
  }

  @Override
  public Map<NodeId, InetSocketAddress> addresses() {
    return Collections.unmodifiableMap(addresses);
  }

  @Override
  public Credentials credentials() {
    return credentials;
  }

  /** Where a server is reached from here, which need not belong to the cluster yet. */
  public void learn(NodeId node, HostPort address) {
    addresses.put(node, address.resolve());
  }

  /** Forgets a server that does not belong to the cluster. */
  public void forget(NodeId node) {
    addresses.remove(node);
  }

  @Override
  public void follow(Membership now) {
    addresses.keySet().retainAll(now.members().keySet());
    now.members()
        .forEach((node, member) ->
            addresses.computeIfAbsent(node, unknown -> resolved(member.address())));
  }

  @Override
  public void close() {}
}
