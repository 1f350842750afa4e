package minos.invariant;

import java.util.HashMap;
import java.util.Map;
import minos.raft.Event;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftCore;
import minos.raft.Role;

/**
 * Election timeouts: each server campaigns, or asks whether it should, when it has heard no leader
 * and given no vote for long; and not all at the same time.
 */
final class Timers {
  private static final long ROOM = 2_000_000;
  private static final int EQUAL_MAX = 5;

  /** One server's, by its own monotonic clock. */
  private static final class Timer {
    private long since;
    private long askedAt;
    private boolean undisturbed;
  }

  private final Map<NodeId, Timer> timers = new HashMap<>();
  private long lastWait;
  private int equalWaits;

  void onStart(Observed server) {
    restart(server);
  }

  /** There is a reason to wait for another timeout. */
  void restart(Observed server) {
    Timer timer = timers.computeIfAbsent(server.id(), id -> new Timer());
    timer.since = server.monotonic();
    timer.undisturbed = false;
  }

  void onSaid(Observed from, Message message) {
    if (message instanceof Message.PreVoteRequest) {
      onAsked(from);
    } else if (message instanceof Message.VoteRequest
        || (message instanceof Message.VoteReply reply && reply.granted())) {
      restart(from);
    }
  }

  /** The first of these messages; those to the others leave at the same time. */
  private void onAsked(Observed server) {
    Timer timer = timers.computeIfAbsent(server.id(), id -> new Timer());
    long now = server.monotonic();
    if (timer.askedAt == now) {
      return;
    }
    if (timer.undisturbed) {
      long wait = now - timer.askedAt;
      equalWaits = Math.abs(wait - lastWait) <= 4 ? equalWaits + 1 : 0;
      lastWait = wait;
      Breach.unless(equalWaits < EQUAL_MAX, "Timeouts are drawn by chance", wait);
    }
    timer.since = now;
    timer.askedAt = now;
    timer.undisturbed = true;
  }

  void onStep(Observed server, RaftCore.Status before, Event event, RaftCore.Status after) {
    boolean campaigned =
        before.role() != after.role()
            || (after.role() == Role.CANDIDATE && after.term() != before.term());
    if (campaigned
        || isOfLeader(event, after)
        || after.role() == Role.LEADER
        || !mayCampaign(server, after)) {
      restart(server);
    }
    Timer timer = timers.computeIfAbsent(server.id(), id -> new Timer());
    Breach.unless(
        server.monotonic() - timer.since <= Watch.TIMEOUT_MAX + ROOM,
        "Campaigns in time",
        after,
        server.monotonic() - timer.since);
  }

  private static boolean isOfLeader(Event event, RaftCore.Status after) {
    return event instanceof Event.Received received
        && (received.message() instanceof Message.AppendRequest
            || received.message() instanceof Message.InstallRequest)
        && received.message().term() == after.term();
  }

  private static boolean mayCampaign(Observed server, RaftCore.Status status) {
    return status.membership().voters().contains(server.id())
        && Electorates.means(status.membership(), server.incarnation())
        && !server.isHarmed();
  }
}
