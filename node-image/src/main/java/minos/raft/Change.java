package minos.raft;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A change of the membership that an operator has asked a leader for, and that is under way. */
final class Change {
  private final List<Long> requests = new ArrayList<>();
  private final MembershipChange wanted;
  private final Membership before;
  private final SortedMap<NodeId, CatchUp> catchingUp = new TreeMap<>();

  Change(long request, MembershipChange wanted, Membership before) {
    this.requests.add(request);
    this.wanted = wanted;
    this.before = before;
  }

  /** Somebody asks for the very same, and will be told what comes of it. */
  void join(long request) {
    requests.add(request);
  }

  /** All who have asked for it. */
  List<Long> requests() {
    return requests;
  }

  MembershipChange wanted() {
    return wanted;
  }

  /** The membership that this change began with. */
  Membership before() {
    return before;
  }

  /** How a server is catching up, from now on if it is new. */
  CatchUp catchUp(NodeId server, long lastIndex, long nowNanos) {
    return catchingUp.computeIfAbsent(server, id -> new CatchUp(lastIndex, nowNanos));
  }
}
