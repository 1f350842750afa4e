package minos.node;

import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import minos.raft.Effect;
import minos.raft.Message;
import minos.raft.NodeId;

/** Messages that promise something, and wait until that is on the disk. */
final class HeldSends {
  /** More are dropped, as a network may. */
  private static final int MAX_HELD = 4096;

  private final BiConsumer<NodeId, Message> network;
  private final ArrayDeque<Effect.Send> held = new ArrayDeque<>();
  private long persisted;

  HeldSends(BiConsumer<NodeId, Message> network) {
    this.network = network;
  }

  void send(Effect.Send send) {
    if (send.afterWrite() <= persisted) {
      network.accept(send.to(), send.message());
    } else if (held.size() < MAX_HELD) {
      held.add(send);
    }
  }

  /**
   * All writes up to this number are durable.
   *
   * @return whether that is news
   */
  boolean release(long write) {
    if (write <= persisted) {
      return false;
    }
    persisted = write;
    held.removeIf(send -> {
      boolean free = send.afterWrite() <= persisted;
      if (free) {
        network.accept(send.to(), send.message());
      }
      return free;
    });
    return true;
  }
}
