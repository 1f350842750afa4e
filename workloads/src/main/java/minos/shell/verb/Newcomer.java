package minos.shell.verb;

import java.util.Optional;
import minos.client.ClusterView;
import minos.client.Outcome;
import minos.client.socket.SocketClient;
import minos.cluster.ClusterFailed;
import minos.node.net.HostPort;
import minos.raft.Member;
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
   * Where others find it; in a cluster of the shell's own it is started first, and waits to be
   * added.
   *
   * @throws ClusterFailed if it cannot be started
   * @throws IllegalArgumentException where its address is missing, or given in vain
   */
  String enter(Session session) throws ClusterFailed {
    return switch (session.cluster()) {
      case EmbeddedCluster cluster -> {
        if (address.isPresent()) {
          throw new IllegalArgumentException(
              "this shell starts " + node + " itself: leave out =" + address.get());
        }
        yield cluster.join(node).toString();
      }
      case ConnectedCluster cluster -> {
        address.ifPresent(given -> cluster.learn(node, given));
        yield address
            .map(HostPort::toString)
            .or(() -> knownAddress(session))
            .orElseThrow(
                () -> new IllegalArgumentException("where does it listen? " + node + "=HOST:PORT"));
      }
    };
  }

  /** Where the cluster finds a server that belongs to it already, as a learner perhaps. */
  private Optional<String> knownAddress(Session session) {
    return session.administer(SocketClient::members)
            instanceof Outcome.Administered(ClusterView now)
        ? Optional.ofNullable(now.membership().members().get(node)).map(Member::address)
        : Optional.empty();
  }

  /** The cluster has not taken it. */
  static void turnAway(ShellCluster from, NodeId node) throws ClusterFailed {
    switch (from) {
      case EmbeddedCluster cluster -> cluster.leave(node);
      case ConnectedCluster cluster -> cluster.forget(node);
    }
  }
}
