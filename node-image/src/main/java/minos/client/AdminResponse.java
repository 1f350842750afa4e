package minos.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import minos.raft.Entry;
import minos.raft.NodeId;
import minos.raft.Role;

/** What a server answers to an {@link AdminRequest}. */
public sealed interface AdminResponse {
  /**
   * What a server believes.
   *
   * @param firstIndex of its log; what was before is only in its snapshot
   * @param detached whether an {@link AdminRequest.Detach} has cut it off
   * @param servers of its cluster, with the addresses at which it reaches them
   * @param learners those of them that do not vote
   */
  record ServerStatus(
      NodeId self,
      long term,
      Role role,
      Optional<NodeId> leader,
      long firstIndex,
      long commitIndex,
      long appliedIndex,
      long lastIndex,
      boolean detached,
      Map<NodeId, String> servers,
      Set<NodeId> learners)
      implements AdminResponse {}

  /** Contiguous entries, perhaps none; those after {@code commitIndex} may yet be replaced. */
  record LogEntries(long commitIndex, List<Entry> entries) implements AdminResponse {}

  record Done() implements AdminResponse {}

  /** Not done, for this reason. */
  record Refused(String why) implements AdminResponse {}
}
