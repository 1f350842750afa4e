package minos.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.node.net.Firewall;
import minos.node.net.HostPort;
import minos.node.net.Peers;
import minos.raft.NodeId;
import minos.raft.RaftCore;

/** Answers what clients ask of this very server. */
final class Administration {
  private final Peers peers;
  private final NodeLoop loop;
  private final Firewall firewall;

  Administration(Peers peers, NodeLoop loop, Firewall firewall) {
    this.peers = peers;
    this.loop = loop;
    this.firewall = firewall;
  }

  /** Answers once, by the server's loop: an answer proves that it runs. */
  void asked(AdminRequest request, Consumer<AdminResponse> answer) {
    if (!loop.offer(replica -> answer.accept(answer(request, replica)))) {
      answer.accept(new AdminResponse.Refused("the server has too much to do"));
    }
  }

  private AdminResponse answer(AdminRequest request, Replica replica) {
    return switch (request) {
      case AdminRequest.Status() -> status(replica);
      case AdminRequest.Entries(long from, int max) ->
          new AdminResponse.LogEntries(replica.status().commitIndex(), replica.entries(from, max));
      case AdminRequest.Detach() -> {
        firewall.detach();
        yield new AdminResponse.Done();
      }
      case AdminRequest.Attach() -> {
        firewall.attach();
        yield new AdminResponse.Done();
      }
    };
  }

  private AdminResponse status(Replica replica) {
    RaftCore.Status core = replica.status();
    Map<NodeId, String> servers = new LinkedHashMap<>();
    for (NodeId member : core.membership().all()) {
      servers.put(member, peers.addressOf(member).map(HostPort::toString).orElse("unknown"));
    }
    return new AdminResponse.ServerStatus(
        core.self(),
        core.term(),
        core.role(),
        core.leader(),
        replica.firstIndex(),
        core.commitIndex(),
        replica.appliedIndex(),
        core.lastIndex(),
        firewall.isDetached(),
        servers,
        core.membership().learners());
  }
}
