package minos.raft;

import java.util.Collection;
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
  private final SortedMap<NodeId, Shipment> shipments = new TreeMap<>();
  private final Lease lease;
  private Optional<Change> change = Optional.empty();

  /**
   * @param firstIndex where the no-op of this term goes
   */
  Tenure(long term, long firstIndex, Lease lease) {
    this.term = term;
    this.firstIndex = firstIndex;
    this.lease = lease;
  }

  /** Replicates to these from now on, too. */
  void follow(Collection<NodeId> peers, long nextIndex, long nowNanos) {
    peers.forEach(peer -> followers.computeIfAbsent(peer, id -> new Progress(nextIndex, nowNanos)));
  }

  /** Replicates to this server no longer. */
  void dismiss(NodeId follower) {
    followers.remove(follower);
    shipments.remove(follower);
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
  SortedMap<NodeId, Shipment> shipments() {
    return shipments;
  }

  Proposals proposals() {
    return proposals;
  }

  Reads reads() {
    return reads;
  }

  /** To be ended before anybody is asked to campaign at once (transfer of leadership). */
  Lease lease() {
    return lease;
  }

  /** The change of the membership that this leader was asked for and is about. */
  Optional<Change> change() {
    return change;
  }

  void begin(Change next) {
    change = Optional.of(next);
  }

  void endChange() {
    change = Optional.empty();
  }
}
