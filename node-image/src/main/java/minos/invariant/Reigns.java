package minos.invariant;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import minos.raft.EntryId;
import minos.raft.Event;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftCore;
import minos.raft.Role;

/**
 * What leaders must do: speak up, step down when nobody answers, commit what a majority has
 * acknowledged, answer reads only when a majority has answered them since, take commands.
 */
public final class Reigns {
  private static final long SILENCE_MAX = Duration.ofMillis(150).toNanos();

  /** A transfer ends after the shortest election timeout, at the next heartbeat. */
  private static final long TRANSFER_MAX = Watch.TIMEOUT_MIN + Duration.ofMillis(100).toNanos();

  /** One leadership; times are by its leader's monotonic clock. */
  private static final class Reign {
    private final long term;
    private final long since;
    private final Map<Long, Long> roundSent = new HashMap<>();
    private final Map<NodeId, Long> confirmed = new HashMap<>();
    private final Map<NodeId, Long> acknowledged = new HashMap<>();
    private Membership membership;
    private long changedAt;
    private long spokeAt;
    private long handsOverUntil;
    private boolean asksToCampaign;

    Reign(RaftCore.Status leader, long now) {
      this.term = leader.term();
      this.since = now;
      this.spokeAt = now;
      this.changedAt = now;
      this.handsOverUntil = now;
      this.membership = leader.membership();
    }
  }

  private record Question(NodeId leader, NodeId asker, long id) {}

  private final Oracle oracle;
  private final Timing timing;
  private final Hearing hearing;
  private final Map<NodeId, Reign> reigns = new HashMap<>();
  private final Map<Question, Long> questions = new HashMap<>();

  public Reigns(Oracle oracle, Timing timing, Hearing hearing) {
    this.oracle = oracle;
    this.timing = timing;
    this.hearing = hearing;
  }

  private Optional<Reign> reignOf(Observed server) {
    RaftCore.Status status = server.believes();
    if (status.role() != Role.LEADER) {
      return Optional.empty();
    }
    Reign known = reigns.get(server.id());
    if (known == null || known.term != status.term()) {
      known = new Reign(status, server.monotonic());
      reigns.put(server.id(), known);
    }
    return Optional.of(known);
  }

  public void onSent(Observed from, Message message) {
    reignOf(from)
        .filter(reign -> reign.term == message.term())
        .ifPresent(reign -> {
          if (message instanceof Message.AppendRequest append) {
            onSpoke(from, reign, append.round());
          } else if (message instanceof Message.InstallRequest install) {
            onSpoke(from, reign, install.round());
          } else if (message instanceof Message.TimeoutNow) {
            reign.asksToCampaign = true;
          }
        });
  }

  private static void onSpoke(Observed leader, Reign reign, long round) {
    reign.spokeAt = leader.monotonic();
    reign.roundSent.putIfAbsent(round, leader.monotonic());
  }

  public void onTransferAsked(Observed server) {
    reignOf(server).ifPresent(reign -> reign.handsOverUntil = server.monotonic() + TRANSFER_MAX);
  }

  /** A leader was asked to write, and has not. */
  public void onNotTaken(Observed server) {
    reignOf(server)
        .ifPresent(reign ->
            Breach.unless(
                server.monotonic() <= reign.handsOverUntil, "Leaders take commands", server.id()));
  }

  /** An answer may be what a read has waited for. */
  public void onArrived(Observed server, Event.Received received) {
    if (received.message() instanceof Message.ReadIndexRequest request) {
      questions.putIfAbsent(
          new Question(server.id(), received.from(), request.id()), server.monotonic());
    } else if (received.message() instanceof Message.AppendReply reply) {
      onAnswer(server, received, reply.round());
    } else if (received.message() instanceof Message.InstallReply reply) {
      onAnswer(server, received, reply.round());
    }
  }

  public void onReceived(
      Observed server, RaftCore.Status before, Event.Received received, RaftCore.Status after) {
    if (!(received.message() instanceof Message.AppendReply reply)
        || reply.term() != after.term()) {
      return;
    }
    if (!reply.matched()) { // it may have lost what it acknowledged
      reignOf(server)
          .ifPresent(reign ->
              reign.acknowledged.computeIfPresent(
                  received.from(), (id, index) -> Math.min(index, reply.index())));
    } else {
      reignOf(server)
          .ifPresent(reign -> {
            onAcknowledged(server, reign, received, reply.index());
            if (before.membership().equals(after.membership())) {
              assertCommitted(server, reign, after);
            }
          });
    }
  }

  private void onAnswer(Observed leader, Event.Received received, long round) {
    Incarnation sender = new Incarnation(received.from(), received.incarnation());
    reignOf(leader)
        .filter(reign -> reign.term == received.message().term())
        .filter(reign -> Electorates.means(reign.membership, sender))
        .ifPresent(reign -> {
          Long sent = reign.roundSent.get(round);
          if (sent != null) {
            reign.confirmed.merge(received.from(), sent, Math::max);
          }
        });
  }

  private static void onAcknowledged(
      Observed leader, Reign reign, Event.Received received, long index) {
    Membership now = leader.believes().membership();
    if (now.members().containsKey(received.from())
        && now.incarnationOf(received.from()) == received.incarnation()) {
      reign.acknowledged.merge(received.from(), index, Math::max);
    }
  }

  /** "If there exists an N such that a majority of matchIndex[i] >= N" (figure 2). */
  private void assertCommitted(Observed leader, Reign reign, RaftCore.Status after) {
    long reached = Long.MAX_VALUE;
    for (SortedSet<NodeId> voters : Electorates.of(after.membership())) {
      long[] held =
          voters.stream()
              .mapToLong(voter ->
                  voter.equals(leader.id())
                      ? Math.min(after.lastIndex(), leader.disk().lastIndex())
                      : reign.acknowledged.getOrDefault(voter, 0L))
              .sorted()
              .toArray();
      reached = Math.min(reached, held[(held.length - 1) / 2]);
    }
    long expected = reached;
    Optional<EntryId> entry = oracle.idAt(leader.id(), expected);
    boolean due =
        entry.filter(id -> id.term() == reign.term && leader.disk().holds(id)).isPresent();
    Breach.unless(
        !due || after.commitIndex() >= expected,
        "Commits what a majority has",
        expected,
        after,
        reign.acknowledged);
  }

  /** A read is answered that was asked for then. */
  public void onServed(Observed server, long askedAt) {
    reignOf(server).ifPresent(reign -> assertConfirmed(server, reign, askedAt));
  }

  /** Another server is told how far it must be to answer a read of its own. */
  public void onReadIndexGiven(Observed server, NodeId asker, long id) {
    Long askedAt = questions.get(new Question(server.id(), asker, id));
    if (askedAt != null) {
      onServed(server, askedAt);
    }
  }

  private void assertConfirmed(Observed server, Reign reign, long askedAt) {
    long now = server.monotonic();
    if (now - reign.changedAt < Watch.TIMEOUT_MAX) {
      return; // a lease may rest on the majority of before
    }
    boolean leased = timing.leases() && !reign.asksToCampaign;
    long leasedSince = now - (long) (Watch.TIMEOUT_MIN / (1 + timing.drift()));
    long needed = leased ? Math.min(askedAt, leasedSince) : askedAt;
    Membership membership = server.membership();
    Breach.unless(
        Electorates.decide(
            membership,
            voter ->
                voter.equals(server.id())
                    || reign.confirmed.getOrDefault(voter, Long.MIN_VALUE) >= needed),
        "Reads only where a majority has answered since",
        server.id(),
        reign.confirmed,
        needed);
  }

  public void onStep(Observed server, RaftCore.Status after) {
    reignOf(server).ifPresent(reign -> onReign(server, reign, after));
  }

  private void onReign(Observed server, Reign reign, RaftCore.Status leader) {
    long now = server.monotonic();
    if (!reign.membership.equals(leader.membership())) {
      reign.membership = leader.membership();
      reign.changedAt = now;
      reign.acknowledged.keySet().retainAll(reign.membership.all());
    }
    Breach.unless(
        now - Math.max(reign.since, reign.changedAt) <= 2 * Watch.TIMEOUT_MAX
            || hearing.isHeardByMajority(server, reign.membership, 2 * Watch.TIMEOUT_MAX),
        "A leader that nobody answers steps down",
        leader);
    Breach.unless(
        reign.membership.all().size() == 1 || now - reign.spokeAt <= SILENCE_MAX,
        "Heartbeats",
        leader);
  }
}
