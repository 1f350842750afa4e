package minos.raft;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One leadership: all that only a leader has, thrown away as a whole when it ends. Its term is the
 * one it was won in, so that a deposed leader cannot speak in the name of a newer one.
 */
final class Tenure {
  private final long term;
  private final long firstIndex;
  private final SortedMap<NodeId, Progress> followers = new TreeMap<>();
  private final Proposals proposals = new Proposals();
  private final Reads reads = new Reads();
  private final SortedMap<NodeId, Transfer> transfers = new TreeMap<>();

  /**
   * @param firstIndex where the no-op of this term goes
   */
  Tenure(long term, long firstIndex, List<NodeId> peers, long nowNanos) {
    this.term = term;
    this.firstIndex = firstIndex;
    peers.forEach(peer -> followers.put(peer, new Progress(firstIndex, nowNanos)));
  }

  long term() {
    return term;
  }

  long firstIndex() {
    return firstIndex;
  }

  SortedMap<NodeId, Progress> followers() {
    return followers;
  }

  Collection<Progress> progress() {
    return followers.values();
  }

  Optional<Progress> progressOf(NodeId peer) {
    return Optional.ofNullable(followers.get(peer));
  }

  /** The snapshots on their way to followers. */
  SortedMap<NodeId, Transfer> transfers() {
    return transfers;
  }

  Proposals proposals() {
    return proposals;
  }

  Reads reads() {
    return reads;
  }
}
