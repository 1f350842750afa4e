package minos.client;

import java.util.Optional;
import minos.raft.Membership;
import minos.raft.NodeId;

/** The cluster as the server sees it that has answered an operator. */
public record ClusterView(Optional<NodeId> leader, long term, Membership membership) {}
