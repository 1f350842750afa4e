package minos.shell.cluster;

import java.net.InetSocketAddress;
import java.util.Map;
import minos.cluster.ClusterFailed;
import minos.raft.Membership;
import minos.raft.NodeId;

/** The servers that a shell talks to. */
public sealed interface ShellCluster extends AutoCloseable
    permits EmbeddedCluster, ConnectedCluster {
  /** Every server, whether it runs or not, by name. */
  Map<NodeId, InetSocketAddress> addresses();

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
