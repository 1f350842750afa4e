package minos.raft.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import minos.invariant.Breach;
import minos.invariant.Model;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Queue;
import minos.kv.Register;
import minos.kv.Reply;
import minos.kv.Stamped;
import minos.kv.StateMachine;

/** What the store should do: each sequence number of each session takes effect once. Naive. */
final class OnceModel implements Model {
  /** The number of the only queue. */
  static final long QUEUE = 1;

  private static final long EXPIRY_NANOS = 60_000_000_000L;

  private record Once(long session, long sequence) {}

  private final Map<String, String> objects = new TreeMap<>();
  private final Map<Long, Long> sessions = new HashMap<>();
  private final Deque<String> queue = new ArrayDeque<>();
  private boolean hasQueue;
  private long now;
  private final Map<Once, Reply> executed = new HashMap<>();
  private final Map<Long, Long> acknowledged = new HashMap<>();
  private final Set<Once> neverHappen = new HashSet<>();

  @Override
  public Reply apply(long index, Stamped stamped) {
    now = Math.max(now, stamped.timeNanos());
    sessions.values().removeIf(used -> now - used >= EXPIRY_NANOS);
    return switch (stamped.command()) {
      case Command.OpenSession() -> {
        sessions.put(index, now);
        yield new Reply.SessionOpened(index);
      }
      case Command.InSession in when !sessions.containsKey(in.session()) -> new Reply.NoSession();
      case Command.InSession in -> {
        sessions.put(in.session(), now);
        long mark = acknowledged.merge(in.session(), in.acknowledged(), Math::max);
        yield in.sequence() <= mark ? new Reply.NoSession() : once(in);
      }
    };
  }

  private Reply once(Command.InSession in) {
    Once number = new Once(in.session(), in.sequence());
    Breach.unless(!neverHappen.contains(number), "Outcomes", in, "was said never to happen");
    return executed.computeIfAbsent(number, first -> execute(in.change()));
  }

  /** A client was told that this has not happened, and never will. */
  void onRejected(long session, long sequence) {
    Once number = new Once(session, sequence);
    Breach.unless(!executed.containsKey(number), "Outcomes", number, "has happened");
    neverHappen.add(number);
  }

  private Reply execute(Change change) {
    if (change instanceof Register.Change register) {
      return execute(register);
    }
    if (change instanceof Queue.Change queued) {
      return execute(queued);
    }
    throw new IllegalArgumentException("only registers and a queue are modelled, not " + change);
  }

  private Reply execute(Register.Change change) {
    return switch (change) {
      case Change.Put(String key, String value) -> {
        objects.put(key, value);
        yield new Reply.Done();
      }
      case Change.Delete(String key) -> {
        objects.remove(key);
        yield new Reply.Done();
      }
      case Change.CompareAndSet(String key, String expected, String value) -> {
        boolean matched = expected.equals(objects.get(key));
        if (matched) {
          objects.put(key, value);
        }
        yield new Reply.Swapped(matched);
      }
    };
  }

  private Reply execute(Queue.Change change) {
    if (change instanceof Queue.Create) {
      hasQueue = true;
      return new Reply.QueueId(OptionalLong.of(QUEUE));
    }
    if (!hasQueue) {
      return new Reply.NoQueue(QUEUE);
    }
    if (change instanceof Queue.Push push) {
      queue.addLast(push.element());
      return new Reply.Done();
    }
    return new Reply.Value(Optional.ofNullable(queue.pollFirst()));
  }

  @Override
  public long digest() {
    return 0;
  }

  /** What is in the registers of a state machine that has come equally far. */
  void compare(StateMachine machine) {
    objects.forEach((key, value) ->
        Breach.unless(
            machine.ask(new Query.Get(key)).equals(new Reply.Value(Optional.of(value))),
            "Exactly once",
            key,
            "should be",
            value));
  }
}
