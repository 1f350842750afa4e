package minos.target;

import java.util.List;
import java.util.Optional;
import minos.client.ClientCore;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.history.Op;
import minos.raft.MembershipChange;
import minos.raft.NodeId;

/**
 * {@code members}; {@code add} ({@code NAME=HOST:PORT}), {@code remove} (a name), {@code transfer}
 * (a name): what an administrator asks of the cluster itself. Ok with the names of those who vote.
 */
final class ClusterCalls {
  private ClusterCalls() {}

  static Exchange of(Op op) {
    return switch (op.f()) {
      case "members" -> asking(new ClusterRequest.Members(), false);
      case "add" -> {
        String[] parts = String.valueOf(op.value()).split("=", 2);
        yield asking(
            new ClusterRequest.Change(MembershipChange.add(new NodeId(parts[0]), parts[1])), true);
      }
      case "remove" ->
          asking(
              new ClusterRequest.Change(
                  MembershipChange.remove(new NodeId(String.valueOf(op.value())))),
              true);
      case "transfer" ->
          asking(
              new ClusterRequest.Transfer(Optional.of(new NodeId(String.valueOf(op.value())))),
              true);
      default -> throw Arguments.unknown(op, "a cluster, only members, add, remove, transfer");
    };
  }

  /** In order; while a change is under way those before and after it. */
  static List<String> voters(ClusterView view) {
    return view.membership().voters().stream().map(NodeId::name).toList();
  }

  private static Exchange asking(ClusterRequest wish, boolean decides) {
    return new Exchange(
        new ClientCore.Event.Administer(Exchange.THE_CALL, wish),
        decides,
        reply -> {
          throw new IllegalStateException("no answer to an administrator: " + reply);
        });
  }
}
