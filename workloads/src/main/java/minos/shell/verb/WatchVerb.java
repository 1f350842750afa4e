package minos.shell.verb;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import minos.client.AdminResponse.ServerStatus;
import minos.client.socket.LogEntry;
import minos.client.socket.Subscription;
import minos.cluster.ClusterFailed;
import minos.raft.NodeId;
import minos.shell.cluster.Survey;

/**
 * {@code watch}: committed entries as they come, from whichever server tells them; where one is
 * lost, the next goes on without a gap and without telling one twice.
 */
final class WatchVerb {
  private final Session session;
  private final long count;
  private long next;
  private long told;

  private WatchVerb(Session session, long from, long count) {
    this.session = session;
    this.next = from;
    this.count = count;
  }

  static Verb verb() {
    return Verb.of(
        "watch [FROM] [COUNT]",
        "committed entries as they come, from this index on (the next one); Ctrl-C ends it",
        WatchVerb::watch);
  }

  /** What a subscription says. */
  private sealed interface Heard {
    record Told(LogEntry entry) implements Heard {}

    record Over(Subscription.End why) implements Heard {}
  }

  /** Hands over one by one, so that nothing gathers where the terminal is slow. */
  private record Handover(BlockingQueue<Heard> queue) implements Subscription.Listener {
    @Override
    public void committed(LogEntry entry) {
      put(new Heard.Told(entry));
    }

    @Override
    public void ended(Subscription.End why) {
      put(new Heard.Over(why));
    }

    private void put(Heard heard) {
      try {
        queue.put(heard);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Result watch(Session session, List<String> arguments) throws ClusterFailed {
    if (!session.isInteractive() && arguments.size() < 2) {
      throw new IllegalArgumentException("in a script, say how many: watch FROM COUNT");
    }
    Survey survey = Survey.of(session.cluster());
    if (survey.known().isEmpty()) {
      throw new ClusterFailed("no server answers");
    }
    long from = arguments.isEmpty() ? next(survey) : Words.number(arguments.get(0));
    long count = arguments.size() < 2 ? Long.MAX_VALUE : Words.count(arguments.get(1));
    NodeId first =
        survey.leader().map(ServerStatus::self).orElseGet(() -> survey.known().firstKey());
    session.say(LogText.head());
    return new WatchVerb(session, from, count).follow(first);
  }

  private static long next(Survey survey) {
    return 1
        + survey.known().values().stream().mapToLong(ServerStatus::commitIndex).max().orElse(0);
  }

  private Result follow(NodeId first) throws ClusterFailed {
    NodeId server = first;
    try {
      while (told < count) {
        BlockingQueue<Heard> heard = new SynchronousQueue<>();
        Subscription subscription =
            Subscription.open(
                address(server), session.cluster().credentials(), next, new Handover(heard));
        try {
          Optional<Subscription.End> end = tell(heard);
          if (end.isPresent()) {
            server = after(server, end.get());
          }
        } finally {
          subscription.close();
        }
      }
    } catch (InterruptedException e) {
      // The user's wish, and herewith granted.
    }
    return Result.ok(told + " entries; the next is " + next);
  }

  /** Tells what is heard, until it is enough or the subscription ends. */
  private Optional<Subscription.End> tell(BlockingQueue<Heard> heard) throws InterruptedException {
    while (told < count) {
      switch (heard.take()) {
        case Heard.Told(LogEntry entry) -> {
          session.say(LogText.line(entry));
          next = entry.lsn() + 1;
          told++;
        }
        case Heard.Over(Subscription.End why) -> {
          return Optional.of(why);
        }
      }
    }
    return Optional.empty();
  }

  /** Who is asked now; where going on is of no use, says why. */
  private NodeId after(NodeId lost, Subscription.End why) throws ClusterFailed {
    String reason =
        switch (why) {
          case Subscription.End.Compacted(long first) ->
              throw new ClusterFailed(
                  "entry " + next + " is gone from the log; the first that is left is " + first);
          case Subscription.End.TooSlow() -> "it found this reader too slow";
          case Subscription.End.Lost(String what) -> what;
        };
    Map<NodeId, ServerStatus> known = Survey.of(session.cluster()).known();
    NodeId other =
        known.keySet().stream()
            .filter(node -> !node.equals(lost))
            .findFirst()
            .or(() -> known.keySet().stream().findFirst())
            .orElseThrow(() -> new ClusterFailed("no server answers; the next entry is " + next));
    session.say("  " + lost + " is lost (" + reason + "); " + other + " goes on");
    return other;
  }

  private InetSocketAddress address(NodeId server) throws ClusterFailed {
    InetSocketAddress address = session.cluster().addresses().get(server);
    if (address == null) {
      throw new ClusterFailed("nobody knows where " + server + " listens");
    }
    return address;
  }
}
