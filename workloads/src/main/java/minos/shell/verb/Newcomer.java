package minos.shell.verb;

import java.util.Optional;
import minos.cluster.ClusterFailed;
import minos.node.net.HostPort;
import minos.raft.NodeId;
import minos.shell.cluster.ConnectedCluster;
import minos.shell.cluster.EmbeddedCluster;
import minos.shell.cluster.ShellCluster;

/**
 * A server that is to join.
 *
 * @param address where it listens, if the user has said so
 */
record Newcomer(NodeId node, Optional<HostPort> address) {
  /**
   * @param word {@code NODE} or {@code NODE=HOST:PORT}
   * @throws IllegalArgumentException with one line for the user
   */
  static Newcomer parse(String word) {
    int equals = word.indexOf('=');
    return equals < 0
        ? new Newcomer(new NodeId(word), Optional.empty())
        : new Newcomer(
            new NodeId(word.substring(0, equals)),
            Optional.of(HostPort.parse(word.substring(equals + 1))));
  }

  /**
   * Where it listens; in a cluster of the shell's own it is started first, and waits to be added.
   *
   * @throws ClusterFailed if it cannot be started
   * @throws IllegalArgumentException where its address is missing, or given in vain
   */
  HostPort enter(ShellCluster of) throws ClusterFailed {
    return switch (of) {
      case EmbeddedCluster cluster -> {
        if (address.isPresent()) {
          throw new IllegalArgumentException(
              "this shell starts " + node + " itself: leave out =" + address.get());
        }
        yield cluster.join(node);
      }
      case ConnectedCluster cluster -> {
        HostPort given =
            address.orElseThrow(
                () -> new IllegalArgumentException("where does it listen? " + node + "=HOST:PORT"));
        cluster.learn(node, given);
        yield given;
      }
    };
  }

  /** The cluster has not taken it. */
  static void turnAway(ShellCluster from, NodeId node) throws ClusterFailed {
    switch (from) {
      case EmbeddedCluster cluster -> cluster.leave(node);
      case ConnectedCluster cluster -> cluster.forget(node);
    }
  }
}
