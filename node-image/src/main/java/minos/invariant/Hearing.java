package minos.invariant;

import java.util.HashMap;
import java.util.Map;
import minos.raft.Membership;
import minos.raft.NodeId;

/** When each server has heard each other last. */
final class Hearing {
  private record Link(NodeId from, NodeId to) {}

  private final Map<Link, Long> heard = new HashMap<>();

  void onHeard(Observed server, NodeId from) {
    heard.put(new Link(from, server.id()), server.monotonic());
  }

  /** Whether a majority has come to a server's ears within so long, itself included. */
  boolean isHeardByMajority(Observed server, Membership membership, long window) {
    long now = server.monotonic();
    return Electorates.decide(
        membership,
        voter -> {
          Long at = heard.get(new Link(voter, server.id()));
          return voter.equals(server.id()) || (at != null && now - at <= window);
        });
  }
}
