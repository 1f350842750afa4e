package minos.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import minos.raft.NodeId;

/**
 * Which calls await an answer and which wait to be sent, each in exactly one of the two, in the
 * order in which they were made.
 */
final class Attempts {
  private static final long NEVER = Long.MAX_VALUE;

  /**
   * @param order of the call among all calls
   * @param deadline when the answer is late
   */
  private record Attempt(long order, Pending pending, NodeId server, long deadline) {}

  /** By the id of the request, in the order of sending, which is that of the deadlines. */
  private final LinkedHashMap<Long, Attempt> awaited = new LinkedHashMap<>();

  private final TreeMap<Long, Pending> waiting = new TreeMap<>();
  private long lastOrder;
  private long lastId;

  void add(Pending pending) {
    waiting.put(++lastOrder, pending);
  }

  /** A call without an attempt under way, and its place among all calls. */
  record Idle(long order, Pending pending) {}

  /**
   * The calls to be sent, in order; they stay in order however often they have been sent before.
   */
  List<Idle> waiting() {
    List<Idle> idle = new ArrayList<>(waiting.size());
    waiting.forEach((order, pending) -> idle.add(new Idle(order, pending)));
    return idle;
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** The request for the next attempt, under a new id: answers to older ones do not count. */
  Request send(Idle call, NodeId server, long deadline) {
    waiting.remove(call.order);
    lastId++;
    awaited.put(lastId, new Attempt(call.order, call.pending, server, deadline));
    return call.pending.request(lastId);
  }

  /** The call that this server has answered; it now neither awaits nor waits. */
  Optional<Idle> answeredBy(NodeId server, long id) {
    Attempt attempt = awaited.get(id);
    if (attempt == null || !attempt.server.equals(server)) {
      return Optional.empty();
    }
    awaited.remove(id);
    return Optional.of(new Idle(attempt.order, attempt.pending));
  }

  /** The call needs another attempt. */
  void again(Idle answered) {
    waiting.put(answered.order, answered.pending);
  }

  /** Takes all calls back that this server was asked. */
  List<Pending> takeBack(NodeId server) {
    List<Pending> back = new ArrayList<>();
    Iterator<Attempt> each = awaited.values().iterator();
    while (each.hasNext()) {
      Attempt attempt = each.next();
      if (attempt.server.equals(server)) {
        each.remove();
        waiting.put(attempt.order, attempt.pending);
        back.add(attempt.pending);
      }
    }
    return back;
  }

  /** A server that has not answered in time, and what it was asked. */
  record Late(NodeId server, Pending pending) {}

  /** Takes the call back that is awaited for longest, if its answer is late. */
  Optional<Late> takeBackLate(long now) {
    if (nextDeadline() > now) {
      return Optional.empty();
    }
    Attempt attempt = awaited.pollFirstEntry().getValue();
    waiting.put(attempt.order, attempt.pending);
    return Optional.of(new Late(attempt.server, attempt.pending));
  }

  /** When the next answer is late. */
  long nextDeadline() {
    return awaited.isEmpty() ? NEVER : awaited.firstEntry().getValue().deadline;
  }

  /**
   * No attempt at this call matters any more.
   *
   * @return whether one was under way
   */
  boolean drop(Pending pending) {
    waiting.values().remove(pending);
    return awaited.values().removeIf(attempt -> attempt.pending == pending);
  }
}
