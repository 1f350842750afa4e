package minos.shell.verb;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import minos.cli.Closest;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.AdminResponse.ServerStatus;
import minos.client.socket.LogEntry;
import minos.cluster.ClusterFailed;
import minos.raft.Entry;
import minos.raft.NodeId;
import minos.shell.cluster.ConnectedCluster;
import minos.shell.cluster.EmbeddedCluster;
import minos.shell.cluster.Survey;

/** What can be done to the servers, and learnt of them. */
final class ClusterVerbs {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int LOG_LINES = 20;

  private ClusterVerbs() {}

  static List<Verb> all() {
    return List.of(
        Verb.of("status", "who leads, and how far each server is", (session, a) -> status(session)),
        Verb.of("log [COUNT]", "the last entries of the leader's log", ClusterVerbs::log),
        Verb.of("returnlog [COUNT]", "the same as log", ClusterVerbs::log),
        Verb.of(
            "kill [NODE]",
            "ends a server (the leader) at once, and waits for a new leader",
            ClusterVerbs::kill),
        Verb.of("start NODE", "starts a server that was killed", ClusterVerbs::start),
        Verb.of("restart NODE", "kills a server and starts it again", ClusterVerbs::restart),
        Verb.of(
            "detach NODE",
            "cuts a server off from all others, as a partition",
            ClusterVerbs::detach),
        Verb.of("attach NODE", "joins it again", ClusterVerbs::attach));
  }

  private static Result status(Session session) {
    Survey survey = Survey.of(session.cluster());
    String summary =
        survey
            .leader()
            .map(leader -> leader.self() + " leads term " + leader.term())
            .orElse("nobody leads");
    return new Result.Ok(summary, StatusText.table(survey));
  }

  private static Result log(Session session, List<String> arguments)
      throws ClusterFailed, IOException {
    int count = arguments.isEmpty() ? LOG_LINES : Words.count(arguments.getFirst());
    ServerStatus leader = Leadership.leader(session);
    List<String> lines = new ArrayList<>();
    lines.add(LogText.head());
    long wished = Math.max(1, leader.lastIndex() - count + 1);
    long next = Math.max(leader.firstIndex(), wished);
    while (next <= leader.lastIndex()) {
      AdminRequest wanted = new AdminRequest.Entries(next, (int) (leader.lastIndex() - next + 1));
      if (!(ask(session, leader.self(), wanted)
              instanceof AdminResponse.LogEntries(long commit, List<Entry> entries))
          || entries.isEmpty()
          || entries.getFirst().index() != next) {
        throw new ClusterFailed("the log of " + leader.self() + " has just changed; ask again");
      }
      for (Entry entry : entries) {
        String mark = entry.index() > commit ? "  not committed yet" : "";
        lines.add(LogText.line(LogEntry.of(entry)) + mark);
      }
      next = entries.getLast().index() + 1;
    }
    String before =
        wished < leader.firstIndex()
            ? "; what was before " + leader.firstIndex() + " is only in its snapshot"
            : "";
    return new Result.Ok("the log of " + leader.self() + before, lines);
  }

  private static Result kill(Session session, List<String> arguments) throws ClusterFailed {
    EmbeddedCluster cluster = embedded(session, "kill");
    NodeId node =
        arguments.isEmpty()
            ? Leadership.leader(session).self()
            : known(session, arguments.getFirst());
    if (!cluster.running().contains(node)) {
      throw new ClusterFailed(node + " does not run");
    }
    cluster.kill(node);
    return Leadership.without(session, node, "is dead");
  }

  private static Result start(Session session, List<String> arguments) throws ClusterFailed {
    EmbeddedCluster cluster = embedded(session, "start");
    NodeId node = known(session, arguments.getFirst());
    if (cluster.running().contains(node)) {
      throw new ClusterFailed(node + " runs already");
    }
    cluster.start(node);
    return Leadership.with(session, node, "runs");
  }

  private static Result restart(Session session, List<String> arguments) throws ClusterFailed {
    EmbeddedCluster cluster = embedded(session, "restart");
    NodeId node = known(session, arguments.getFirst());
    cluster.kill(node);
    cluster.start(node);
    return Leadership.with(session, node, "runs again");
  }

  private static Result detach(Session session, List<String> arguments)
      throws ClusterFailed, IOException {
    NodeId node = known(session, arguments.getFirst());
    done(ask(session, node, new AdminRequest.Detach()));
    return Leadership.without(session, node, "is cut off");
  }

  private static Result attach(Session session, List<String> arguments)
      throws ClusterFailed, IOException {
    NodeId node = known(session, arguments.getFirst());
    done(ask(session, node, new AdminRequest.Attach()));
    return Leadership.with(session, node, "is joined again");
  }

  private static EmbeddedCluster embedded(Session session, String verb) throws ClusterFailed {
    return switch (session.cluster()) {
      case EmbeddedCluster cluster -> cluster;
      case ConnectedCluster cluster ->
          throw new ClusterFailed(verb + " takes a cluster that this shell has started itself");
    };
  }

  /**
   * @throws ClusterFailed if there is no server of this name
   */
  static NodeId known(Session session, String name) throws ClusterFailed {
    NodeId node = new NodeId(name);
    if (!session.cluster().addresses().containsKey(node)) {
      throw new ClusterFailed(
          Closest.unknown(
              "node",
              name,
              session.cluster().addresses().keySet().stream().map(NodeId::name).toList()));
    }
    return node;
  }

  private static AdminResponse ask(Session session, NodeId node, AdminRequest request)
      throws IOException {
    try {
      return session
          .cluster()
          .admin(PATIENCE)
          .ask(Objects.requireNonNull(session.cluster().addresses().get(node)), request);
    } catch (IOException e) {
      throw new IOException(node + ": " + e.getMessage(), e);
    }
  }

  private static void done(AdminResponse response) throws ClusterFailed {
    if (!(response instanceof AdminResponse.Done)) {
      throw new ClusterFailed("refused: " + response);
    }
  }
}
