package minos.client;

import java.util.Optional;
import minos.kv.Reply;
import minos.raft.NodeId;

/** What a server answers to a {@link Request}. */
public sealed interface Response {
  /** The number of the request. */
  long id();

  /** The command was applied, or the read served. */
  record Answered(long id, Reply reply) implements Response {}

  /** What an operator asked for is done, and this is the cluster now. */
  record Administered(long id, ClusterView cluster) implements Response {}

  /**
   * What an operator asked for will not be done.
   *
   * @param why one line for the operator
   */
  record Declined(long id, String why) implements Response {}

  /** Certainly not done, and never will be by this request; perhaps ask the leader named here. */
  record Rejected(long id, Optional<NodeId> leader) implements Response {}

  /** Certainly not done: the server leads, and its disk is full. */
  record NoSpace(long id) implements Response {}

  /** The server took the command up, but can no longer say what becomes of it. */
  record Indeterminate(long id, Optional<NodeId> leader) implements Response {}
}
