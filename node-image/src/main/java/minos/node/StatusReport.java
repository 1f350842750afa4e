package minos.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import minos.node.config.Options;
import minos.node.json.Json;
import minos.node.net.Peers;
import minos.raft.RaftCore;

/** What a server says of itself, by its loop: an answer proves that it runs. */
record StatusReport(Options options, NodeLoop loop, Peers peers, Figures figures) {
  /**
   * As JSON.
   *
   * @throws IllegalStateException when the loop does not answer within a second
   */
  String status() {
    return said(replica -> Json.of(describe(replica)));
  }

  /**
   * In the format of Prometheus.
   *
   * @throws IllegalStateException when the loop does not answer within a second
   */
  String metrics() {
    return said(replica -> figures.of(replica, Figures.Links.of(peers.links().values())));
  }

  private String said(Function<Replica, String> question) {
    CompletableFuture<String> said = new CompletableFuture<>();
    boolean taken = loop.offer(replica -> said.complete(question.apply(replica)));
    try {
      if (taken) {
        return said.get(1, TimeUnit.SECONDS);
      }
    } catch (TimeoutException | ExecutionException e) {
      throw new IllegalStateException("the server's loop does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("the server's loop takes nothing up");
  }

  private Map<String, Object> describe(Replica replica) {
    RaftCore.Status core = replica.status();
    List<Map<String, Object>> linked = new ArrayList<>();
    peers
        .links()
        .forEach((peer, link) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("id", peer);
          one.put("address", peers.addressOf(peer));
          one.put("connected", link.isConnected());
          linked.add(one);
        });
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("id", core.self());
    status.put("term", core.term());
    status.put("role", core.role().name().toLowerCase(Locale.ROOT));
    status.put("leader", core.leader());
    status.put("commitIndex", core.commitIndex());
    status.put("appliedIndex", replica.appliedIndex());
    status.put("lastIndex", core.lastIndex());
    status.put("firstIndex", core.firstIndex());
    status.put("snapshotIndex", core.snapshotIndex());
    status.put("takesSnapshot", replica.takesSnapshot());
    status.put("voters", List.copyOf(core.membership().voters()));
    status.put("outgoing", List.copyOf(core.membership().outgoing()));
    status.put("learners", List.copyOf(core.membership().learners()));
    status.put("joint", core.membership().isJoint());
    status.put("peers", linked);
    status.put("flaws", options.flaws());
    status.put("version", Main.version());
    status.put("wallClockMillis", System.currentTimeMillis());
    status.put("pid", ProcessHandle.current().pid());
    return status;
  }
}
