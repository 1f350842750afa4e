package minos.shell.cluster;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import minos.client.socket.AdminClient;
import minos.cluster.ClusterFailed;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.secure.Credentials;

/** The servers that a shell talks to. */
public sealed interface ShellCluster extends AutoCloseable
    permits EmbeddedCluster, ConnectedCluster {
  /** Every server, whether it runs or not, by name. */
  Map<NodeId, InetSocketAddress> addresses();

  /** What is shown to them. */
  Credentials credentials();

  /** Asks one of them about itself. */
  default AdminClient admin(Duration patience) {
    return new AdminClient(credentials(), patience);
  }

  /**
   * Who belongs to it from now on. Who has left is forgotten, and ended where the shell had started
   * it.
   *
   * @throws ClusterFailed with one line for the user
   */
  void follow(Membership now) throws ClusterFailed;

  /** Ends what the shell has started, and nothing else. */
  @Override
  void close() throws ClusterFailed;
}
