package minos.client;

import java.util.Optional;
import minos.raft.MembershipChange;
import minos.raft.NodeId;

/** What an operator asks of the cluster itself; the leader answers with a {@link ClusterView}. */
public sealed interface ClusterRequest {
  /** Who belongs to it, and who leads. */
  record Members() implements ClusterRequest {}

  /** Other members; done when the new ones alone decide. Asked twice, it is done once. */
  record Change(MembershipChange change) implements ClusterRequest {}

  /**
   * Another leader.
   *
   * @param target who; whoever is most up to date, if empty
   */
  record Transfer(Optional<NodeId> target) implements ClusterRequest {}
}
