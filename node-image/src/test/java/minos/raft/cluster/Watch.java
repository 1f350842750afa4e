package minos.raft.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftCore;
import minos.raft.Role;

/**
 * Sees what goes into each server, and knows what it must do then, or soon, for the cluster to
 * live: the rules that no lost entry betrays. The bounds are those of a lawful server, with some
 * room.
 */
final class Watch {
  private static final long TIMEOUT_MIN = Duration.ofMillis(300).toNanos();
  private static final long TIMEOUT_MAX = 2 * TIMEOUT_MIN;
  private static final long SILENCE_MAX = Duration.ofMillis(150).toNanos();

  private record Link(NodeId from, NodeId to) {}

  private record Reign(long term, long since) {}

  private final int servers;
  private final Map<Link, Long> heard = new HashMap<>();
  private final Map<NodeId, Long> followed = new HashMap<>();
  private final Map<NodeId, Long> spoke = new HashMap<>();
  private final Map<NodeId, Reign> reigns = new HashMap<>();

  Watch(int servers) {
    this.servers = servers;
  }

  void onStart(NodeId server) {
    followed.remove(server);
  }

  void onSent(long now, NodeId from, Message message) {
    if (message instanceof Message.AppendRequest || message instanceof Message.InstallRequest) {
      spoke.put(from, now);
    }
  }

  /** What a step has made of a server. */
  void onStep(long now, RaftCore.Status before, Event event, RaftCore.Status after) {
    if (event instanceof Event.Received(NodeId from, long incarnation, Message message)) {
      heard.put(new Link(from, after.self()), now);
      onReceived(now, before, message, after);
    }
    Breach.unless(
        after.term() == before.term()
            || after.role() == Role.FOLLOWER
            || isHeardByMajority(now, after.self(), TIMEOUT_MAX),
        "Campaigns only with a majority's promise",
        after);
    if (after.role() == Role.LEADER) {
      onReign(now, after);
    }
  }

  private void onReceived(
      long now, RaftCore.Status before, Message message, RaftCore.Status after) {
    switch (message) {
      case Message.AppendRequest append -> {
        keepsUp(append, after);
        Breach.unless(
            append.term() < after.term() || after.role() == Role.FOLLOWER, "Yields", after);
        if (append.term() == after.term()) {
          followed.put(after.self(), now);
        }
      }
      case Message.InstallRequest install -> {
        keepsUp(install, after);
        if (install.term() == after.term()) {
          followed.put(after.self(), now);
        }
      }
      case Message.InstallReply reply -> keepsUp(reply, after);
      case Message.VoteRequest request ->
          Breach.unless(
              after.term() == before.term() || !isLoyal(now, before), "Loyalty", before, after);
      case Message.PreVoteRequest request -> {}
      case Message.AppendReply reply -> keepsUp(reply, after);
      case Message.VoteReply reply -> keepsUp(reply, after);
      case Message.PreVoteReply reply -> keepsUp(reply, after);
      case Message.ReadIndexRequest request -> {}
      case Message.ReadIndexReply reply -> keepsUp(reply, after);
      case Message.TimeoutNow request -> {}
    }
  }

  private static void keepsUp(Message message, RaftCore.Status after) {
    Breach.unless(message.term() <= after.term(), "Newer terms are taken over", message, after);
  }

  private boolean isLoyal(long now, RaftCore.Status server) {
    return server.role() == Role.LEADER
        || (server.leader().isPresent()
            && now - followed.getOrDefault(server.self(), -TIMEOUT_MIN) < TIMEOUT_MIN);
  }

  private void onReign(long now, RaftCore.Status leader) {
    Reign known = reigns.get(leader.self());
    if (known == null || known.term() != leader.term()) {
      reigns.put(leader.self(), new Reign(leader.term(), now));
      return;
    }
    Breach.unless(
        now - known.since() <= 2 * TIMEOUT_MAX
            || isHeardByMajority(now, leader.self(), 2 * TIMEOUT_MAX),
        "A leader that nobody answers steps down",
        leader);
    long silentSince = Math.max(known.since(), spoke.getOrDefault(leader.self(), 0L));
    Breach.unless(servers == 1 || now - silentSince <= SILENCE_MAX, "Heartbeats", leader);
  }

  /** Whether a majority has come to a server's ears, itself included. */
  private boolean isHeardByMajority(long now, NodeId server, long window) {
    long count =
        heard.entrySet().stream()
            .filter(link -> link.getKey().to().equals(server) && now - link.getValue() <= window)
            .count();
    return 2 * (count + 1) > servers;
  }
}
