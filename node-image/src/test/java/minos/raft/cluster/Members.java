package minos.raft.cluster;

import java.util.Comparator;
import java.util.List;
import minos.invariant.Electorates;
import minos.raft.Membership;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import minos.raft.RaftCore;

/** Who belongs to the cluster, as an operator may know it, and what operators want. */
final class Members {
  private final List<SimulatedServer> servers;
  private MembershipChange lastWish = MembershipChange.remove(new NodeId("n1"));

  Members(List<SimulatedServer> servers) {
    this.servers = servers;
  }

  /** As the server says whose term and log are best. */
  Membership now() {
    return servers.stream()
        .flatMap(server -> server.status().stream())
        .filter(status -> !status.membership().members().isEmpty())
        .max(
            Comparator.comparingLong(RaftCore.Status::term)
                .thenComparingLong(status -> status.lastIndex()))
        .map(RaftCore.Status::membership)
        .orElse(Membership.NOBODY);
  }

  /** Whether a member is still the one that it was. */
  boolean isHimself(NodeId id) {
    return servers.stream()
        .anyMatch(server -> server.id.equals(id) && Electorates.means(now(), server.incarnation()));
  }

  /** Whether enough of the members are still who they were. */
  boolean mayDecide() {
    return Electorates.decide(now(), this::isHimself);
  }

  MembershipChange lastWish() {
    return lastWish;
  }

  void wishes(MembershipChange change) {
    lastWish = change;
  }
}
