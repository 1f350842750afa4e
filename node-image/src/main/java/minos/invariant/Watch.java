package minos.invariant;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftCore;
import minos.raft.Role;

/**
 * Sees what goes into each server, and knows what it must do then, or soon, for the cluster to
 * live: the rules that no lost entry betrays. Here are those of elections; those of leaders are in
 * {@link Reigns}, those of timers in {@link Timers}. The bounds are those of a lawful server, with
 * some room. All times are by the server's own monotonic clock.
 */
public final class Watch {
  static final long TIMEOUT_MIN = Duration.ofMillis(300).toNanos();
  static final long TIMEOUT_MAX = 2 * TIMEOUT_MIN;

  private final Oracle oracle;
  private final Reigns reigns;
  private final Timers timers = new Timers();
  private final Hearing hearing = new Hearing();
  private final Map<NodeId, Long> followed = new HashMap<>();
  private final Set<NodeId> excused = new HashSet<>();

  /** So long an inquiry may take; longer, if its server is stopped meanwhile. */
  private final long inquiryMax;

  public Watch(Oracle oracle, Timing timing) {
    this.inquiryMax = TIMEOUT_MAX + timing.pauseNanos();
    this.oracle = oracle;
    this.reigns = new Reigns(oracle, timing, hearing);
  }

  public Reigns reigns() {
    return reigns;
  }

  public void onStart(Observed server) {
    followed.remove(server.id());
    timers.onStart(server);
  }

  /** What leaves a server. */
  public void onSent(Observed from, Message message) {
    reigns.onSent(from, message);
  }

  /** What a server has made up its mind to say; it may have to wait for the disk. */
  public void onSaid(Observed from, Message message) {
    timers.onSaid(from, message);
    if (message instanceof Message.PreVoteRequest) {
      RaftCore.Status status = from.believes();
      Breach.unless(
          !status.membership().learners().contains(from.id()), "Learners do not campaign", status);
    }
  }

  /** There is room for many clients' questions. */
  public void onTurnedAway(int open) {
    Breach.unless(open > 1_000, "Questions of many clients", "turned away after", open);
  }

  /** What is about to go into a server. */
  public void beforeStep(Observed server, Event event) {
    if (event instanceof Event.Received received) {
      hearing.onHeard(server, received.from());
      reigns.onArrived(server, received);
    }
  }

  /** What a step has made of a server. */
  public void onStep(Observed server, RaftCore.Status before, Event event, RaftCore.Status after) {
    if (event instanceof Event.Received received) {
      onReceived(server, before, received, after);
      reigns.onReceived(server, before, received, after);
    }
    boolean isAsked =
        event instanceof Event.Received received
            && received.message() instanceof Message.TimeoutNow;
    Breach.unless(
        after.term() == before.term()
            || after.role() == Role.FOLLOWER
            || isAsked
            || hearing.isHeardByMajority(server, before.membership(), inquiryMax)
            || hearing.isHeardByMajority(server, after.membership(), inquiryMax),
        "Campaigns only with a majority's promise",
        after);
    timers.onStep(server, before, event, after);
    reigns.onStep(server, after);
  }

  /** A server that was stopped is about to go on. */
  public void onWaking(Observed server) {
    timers.restart(server);
  }

  /**
   * A server that was stopped goes on: it has been told the time, and nothing else yet. Where it is
   * so late that it must have stood still, it waits for what its leader has said meanwhile, once. A
   * shorter pause may have been that once, if its timeout was short, too.
   */
  public void onWoken(Observed server, RaftCore.Status before) {
    Long since = followed.get(server.id());
    long late = since == null ? 0 : server.monotonic() - since - TIMEOUT_MIN / 2;
    boolean firstExcuse = late >= TIMEOUT_MIN && excused.add(server.id());
    if (firstExcuse && late >= TIMEOUT_MAX && before.role() == Role.FOLLOWER) {
      Breach.unless(
          before.leader().equals(server.believes().leader()), "A pause is no silence", before);
    }
  }

  private void onReceived(
      Observed server, RaftCore.Status before, Event.Received received, RaftCore.Status after) {
    Message message = received.message();
    boolean member = before.membership().members().containsKey(received.from());
    boolean known = member && Electorates.means(before.membership(), sender(received));
    if (message instanceof Message.AppendRequest append) {
      keepsUp(append, after);
      Breach.unless(append.term() < after.term() || after.role() == Role.FOLLOWER, "Yields", after);
      onLeader(server, append, after);
    } else if (message instanceof Message.InstallRequest install) {
      keepsUp(install, after);
      onLeader(server, install, after);
    } else if (message instanceof Message.VoteRequest request) {
      boolean handedOver = request.byTransfer() && before.membership().isVoter(received.from());
      Breach.unless(
          after.term() == before.term() || handedOver || !isLoyal(server, before),
          "Loyalty",
          before,
          after);
    } else if (known && isAnswer(message)) {
      keepsUp(message, after);
    }
    boolean leads =
        message instanceof Message.AppendRequest || message instanceof Message.InstallRequest;
    Breach.unless(
        member
            || leads
            || after.term() == before.term()
            || !isLoyal(server, before)
            || before.leader().filter(received.from()::equals).isPresent()
            || (isAnswer(message) && !oracle.isMembershipCommitted(before)),
        "Strangers depose nobody",
        received,
        before,
        after);
  }

  private static Incarnation sender(Event.Received received) {
    return new Incarnation(received.from(), received.incarnation());
  }

  private static boolean isAnswer(Message message) {
    return message instanceof Message.AppendReply
        || message instanceof Message.InstallReply
        || message instanceof Message.VoteReply
        || message instanceof Message.PreVoteReply
        || message instanceof Message.ReadIndexReply;
  }

  private void onLeader(Observed server, Message message, RaftCore.Status after) {
    if (message.term() == after.term()) {
      followed.put(server.id(), server.monotonic());
      excused.remove(server.id());
    }
  }

  private static void keepsUp(Message message, RaftCore.Status after) {
    Breach.unless(message.term() <= after.term(), "Newer terms are taken over", message, after);
  }

  private boolean isLoyal(Observed server, RaftCore.Status before) {
    Long since = followed.get(server.id());
    return before.role() == Role.LEADER
        || (before.leader().isPresent()
            && since != null
            && server.monotonic() - since < TIMEOUT_MIN);
  }
}
