package minos.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Event;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.RaftConfig;
import minos.raft.RaftCore;
import minos.raft.Role;
import minos.raft.Rules;

/**
 * The protocol alone, in one thread: three servers whose network and disk are a queue, one command
 * after the other from proposal to commit on all of them.
 */
final class CoreSteps {
  private static final int AT_ONCE = 1000;
  private static final Payload COMMAND = new Payload(new byte[256]);

  private record Due(NodeId server, Event event) {}

  private final Map<NodeId, RaftCore> cores = new LinkedHashMap<>();
  private final Deque<Due> due = new ArrayDeque<>();
  private long steps;
  private long requests;
  private long virtualNanos;

  CoreSteps() {
    List<NodeId> ids = List.of(new NodeId("n1"), new NodeId("n2"), new NodeId("n3"));
    for (int i = 0; i < ids.size(); i++) {
      RaftConfig config = RaftConfig.of(ids.get(i), ids, i);
      cores.put(
          ids.get(i), new RaftCore(config, Durable.NOTHING, Rules.OF_THE_PAPER, virtualNanos));
    }
  }

  /** Steps a second, of all three together. */
  double run(Duration time, LongSupplier clock) {
    NodeId leader = elect();
    long begun = clock.getAsLong();
    long end = begun + time.toNanos();
    steps = 0;
    while (clock.getAsLong() < end) {
      for (int i = 0; i < AT_ONCE; i++) {
        due.add(new Due(leader, new Event.Proposed(++requests, COMMAND)));
        settle();
      }
    }
    return steps * 1e9 / (clock.getAsLong() - begun);
  }

  private NodeId elect() {
    while (true) {
      virtualNanos += Duration.ofMillis(10).toNanos();
      cores.keySet().forEach(server -> due.add(new Due(server, new Event.Tick(virtualNanos))));
      settle();
      for (Map.Entry<NodeId, RaftCore> core : cores.entrySet()) {
        if (core.getValue().status().role() == Role.LEADER) {
          return core.getKey();
        }
      }
    }
  }

  private void settle() {
    while (!due.isEmpty()) {
      Due next = due.removeFirst();
      RaftCore core = cores.get(next.server());
      if (core != null) {
        steps++;
        core.step(next.event(), effect -> carryOut(next.server(), effect));
      }
    }
  }

  /** The queue keeps the order, so a message leaves after the write that it waits for. */
  private void carryOut(NodeId from, Effect effect) {
    if (effect instanceof Effect.Send send) {
      due.addLast(new Due(send.to(), new Event.Received(from, send.message())));
    } else if (effect instanceof Effect.Write write) {
      due.addFirst(new Due(from, new Event.Persisted(write.number())));
    }
  }
}
