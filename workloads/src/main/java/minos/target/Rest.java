package minos.target;

import java.util.List;
import java.util.Optional;
import minos.raft.Membership;
import minos.raft.RaftCore;
import minos.raft.Role;

/** What servers come to where nothing fails any more and nobody asks for anything. */
final class Rest {
  private Rest() {}

  /** What they still lack: one leader, members that stay, equal logs, equal states. */
  static Optional<String> lacking(List<SimulatedServer> servers) {
    List<SimulatedServer> leaders =
        servers.stream().filter(server -> server.status().role() == Role.LEADER).toList();
    if (leaders.size() != 1) {
      return Optional.of(leaders.size() + " of " + servers.size() + " nodes lead");
    }
    SimulatedServer leader = leaders.getFirst();
    Membership members = leader.status().membership();
    if (members.isJoint()) {
      return Optional.of("a change of the members is half done");
    }
    return servers.stream()
        .filter(server -> members.members().containsKey(server.status().self()))
        .flatMap(server -> lag(server, leader).stream())
        .findFirst();
  }

  private static Optional<String> lag(SimulatedServer server, SimulatedServer leader) {
    RaftCore.Status follows = server.status();
    RaftCore.Status leads = leader.status();
    if (follows.term() != leads.term() || follows.commitIndex() != leads.lastIndex()) {
      return Optional.of(
          "%s has committed up to %d in term %d, and its leader has entries up to %d in term %d"
              .formatted(
                  follows.self(),
                  follows.commitIndex(),
                  follows.term(),
                  leads.lastIndex(),
                  leads.term()));
    }
    return server.digest() == leader.digest()
        ? Optional.empty()
        : Optional.of(follows.self() + " holds another state than its leader");
  }
}
