package minos.raft.cluster;

import java.util.List;
import java.util.Optional;
import minos.invariant.Electorates;
import minos.invariant.Oracle;
import minos.raft.EntryId;
import minos.raft.Member;
import minos.raft.Membership;
import minos.raft.NodeId;

/** Which disks may be replaced without asking more of the cluster than it promises. */
final class Wipe {
  private Wipe() {}

  /**
   * Whether everybody knows this server's incarnation for good, or does not know it at all: before,
   * it cannot be told from a server that starts for the first time. And whether enough others are
   * left who are what they were.
   */
  static boolean isSafe(SimulatedServer server, List<SimulatedServer> all, Oracle oracle) {
    Optional<Membership> committed = oracle.electorates().committed();
    Optional<EntryId> at = oracle.electorates().committedIn();
    if (!server.isUp() || committed.isEmpty() || at.isEmpty()) {
      return false;
    }
    Membership members = committed.get();
    boolean named =
        !members.members().containsKey(server.id)
            || members.incarnationOf(server.id) != Member.UNKNOWN;
    return named
        && all.stream()
            .filter(other -> other != server)
            .allMatch(other -> isNew(other) || other.disk().holds(at.get()))
        && all.stream().allMatch(other -> isServedWithout(server, other, all))
        && Electorates.decide(
            members, voter -> !voter.equals(server.id) && isHimself(voter, members, all));
  }

  /**
   * Whether it may begin with the first members again: none of the others has an empty disk, too,
   * or these two might take themselves for a new cluster.
   */
  static boolean mayStartAsFirst(SimulatedServer server, List<SimulatedServer> all) {
    Membership first = server.config().initial();
    return first.voters().size() > 1
        && all.stream()
            .filter(other -> other != server && first.voters().contains(other.id))
            .allMatch(other -> other.disk().reachesTo(1));
  }

  /** It knows nothing, and belongs to nothing. */
  private static boolean isNew(SimulatedServer server) {
    return !server.disk().reachesTo(1) && server.config().initial().members().isEmpty();
  }

  /** Also by the members that a leader's log may already name. */
  private static boolean isServedWithout(
      SimulatedServer server, SimulatedServer leader, List<SimulatedServer> all) {
    return !leader.leads()
        || Electorates.decide(
            leader.membership(),
            voter -> !voter.equals(server.id) && isHimself(voter, leader.membership(), all));
  }

  private static boolean isHimself(NodeId id, Membership members, List<SimulatedServer> all) {
    return all.stream()
        .anyMatch(
            server -> server.id.equals(id) && Electorates.means(members, server.incarnation()));
  }
}
