package minos.shell.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import minos.client.AdminRequest;
import minos.client.AdminResponse;
import minos.client.AdminResponse.ServerStatus;
import minos.client.socket.AdminClient;
import minos.raft.NodeId;
import minos.raft.Role;

/**
 * What every server of a cluster says of itself, at about the same moment.
 *
 * @param known of those that answered
 * @param silent why the others did not
 */
public record Survey(SortedMap<NodeId, ServerStatus> known, SortedMap<NodeId, String> silent) {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** n2 before n10. */
  public static final Comparator<NodeId> BY_NUMBER =
      Comparator.comparingInt((NodeId node) -> node.name().length())
          .thenComparing(Comparator.naturalOrder());

  /** Asks all at once, and waits a second at most. */
  public static Survey of(ShellCluster cluster) {
    Map<NodeId, CompletableFuture<AdminResponse>> answers = new HashMap<>();
    SortedMap<NodeId, ServerStatus> known = new TreeMap<>(BY_NUMBER);
    SortedMap<NodeId, String> silent = new TreeMap<>(BY_NUMBER);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      cluster
          .addresses()
          .forEach((node, address) ->
              answers.put(
                  node,
                  CompletableFuture.supplyAsync(
                      () -> ask(cluster.admin(PATIENCE), address), threads)));
      answers.forEach((node, answer) -> {
        switch (answer.join()) {
          case ServerStatus status when status.self().equals(node) -> known.put(node, status);
          case ServerStatus status -> silent.put(node, "there is " + status.self() + " instead");
          case AdminResponse.Refused(String why) -> silent.put(node, why);
          case AdminResponse.LogEntries other -> silent.put(node, "answers something else");
          case AdminResponse.Done other -> silent.put(node, "answers something else");
        }
      });
    }
    return new Survey(known, silent);
  }

  private static AdminResponse ask(AdminClient admin, InetSocketAddress address) {
    try {
      return admin.ask(address, new AdminRequest.Status());
    } catch (IOException e) {
      return new AdminResponse.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** Who votes, as far as anybody knows; empty where nobody answers. */
  public Set<NodeId> voters() {
    Set<NodeId> voters = new TreeSet<>();
    newest().ifPresent(status -> voters.addAll(status.servers().keySet()));
    voters.removeAll(learners());
    return voters;
  }

  /** Who belongs to the cluster and does not vote; one that is new may not know it yet. */
  public Set<NodeId> learners() {
    return newest().map(ServerStatus::learners).orElse(Set.of());
  }

  /** Of whoever knows the newest log. */
  private Optional<ServerStatus> newest() {
    return known.values().stream()
        .max(
            Comparator.comparingLong(ServerStatus::term)
                .thenComparingLong(ServerStatus::lastIndex));
  }

  /** Who leads the newest term that anybody leads; who was cut off may believe to lead an older. */
  public Optional<ServerStatus> leader() {
    return known.values().stream()
        .filter(status -> status.role() == Role.LEADER)
        .max(Comparator.comparingLong(ServerStatus::term));
  }
}
