package minos.shell.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.cluster.ClusterFailed;
import minos.node.net.HostPort;
import minos.raft.NodeId;

/** Where the servers of an embedded cluster listen: at free ports, and at the same ones again. */
final class Ports {
  private static final String FILE = "servers.txt";

  private Ports() {}

  /**
   * The addresses that a folder's cluster has had before, or new ones, which the folder keeps.
   *
   * @throws ClusterFailed if the folder's cluster has another size
   */
  static Map<NodeId, InetSocketAddress> remembered(Path folder, int nodes)
      throws IOException, ClusterFailed {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      Map<NodeId, InetSocketAddress> free = free(nodes);
      List<String> lines = new ArrayList<>();
      free.forEach((node, address) -> lines.add(node + "=127.0.0.1:" + address.getPort()));
      Files.write(file, lines);
      return free;
    }
    Map<NodeId, InetSocketAddress> known = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int equals = line.indexOf('=');
      try {
        known.put(
            new NodeId(line.substring(0, Math.max(0, equals))),
            HostPort.parse(line.substring(equals + 1)).resolve());
      } catch (IllegalArgumentException e) {
        throw new ClusterFailed(file + ": '" + line + "' is not NAME=HOST:PORT", e);
      }
    }
    if (known.size() != nodes) {
      throw new ClusterFailed(
          folder + " holds a cluster of " + known.size() + " nodes: take --nodes " + known.size());
    }
    return known;
  }

  /** All at once, so that none is given out twice. */
  private static Map<NodeId, InetSocketAddress> free(int nodes) throws IOException {
    Map<NodeId, InetSocketAddress> addresses = new LinkedHashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 1; i <= nodes; i++) {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        addresses.put(
            new NodeId("n" + i), new HostPort("127.0.0.1", socket.getLocalPort()).resolve());
      }
      return addresses;
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }
}
