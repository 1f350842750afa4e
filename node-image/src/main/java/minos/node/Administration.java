package minos.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.node.config.Options;
import minos.node.net.Firewall;
import minos.raft.NodeId;
import minos.raft.RaftCore;

/** Answers what clients ask of this very server. */
final class Administration {
  private final Options options;
  private final NodeLoop loop;
  private final Firewall firewall;

  Administration(Options options, NodeLoop loop, Firewall firewall) {
    this.options = options;
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
    options.servers().forEach((name, address) -> servers.put(name, address.toString()));
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
        servers);
  }
}
