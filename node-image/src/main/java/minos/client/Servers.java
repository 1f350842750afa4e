package minos.client;

import java.util.List;
import java.util.Optional;
import minos.raft.NodeId;

/** Whom to ask next: the last known leader, or one after the other. */
final class Servers {
  /** Hints followed in a row; two servers that name each other must not keep a client spinning. */
  private static final int HOPS_MAX = 2;

  private final List<NodeId> all;
  private int target;
  private int hops;

  Servers(List<NodeId> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a client needs at least one server to ask");
    }
    this.all = List.copyOf(all);
  }

  NodeId target() {
    return all.get(target);
  }

  void next() {
    target = (target + 1) % all.size();
  }

  /** The target is the leader, as it has answered. */
  void settle() {
    hops = 0;
  }

  /**
   * Follows a hint, or goes on to the next server.
   *
   * @return whether it is worth asking there at once
   */
  boolean follow(Optional<NodeId> leader) {
    int hinted = leader.map(all::indexOf).orElse(-1);
    if (hinted < 0 || hinted == target || hops >= HOPS_MAX) {
      hops = 0;
      next();
      return false;
    }
    hops++;
    target = hinted;
    return true;
  }
}
