package minos.raft.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;

/** What of a server survives a power failure. Writes reach it in order, and some time after. */
final class SimulatedDisk {
  private final Deque<Effect.Write> pending = new ArrayDeque<>();
  private final List<Entry> log = new ArrayList<>();
  private Ballot ballot = Ballot.NONE;

  void submit(Effect.Write write) {
    pending.addLast(write);
  }

  /** The next write arrives; returns its number. */
  long flushOne() {
    Effect.Write write = pending.removeFirst();
    write.ballot().ifPresent(next -> ballot = next);
    write.truncateFrom().ifPresent(from -> log.subList((int) from - 1, log.size()).clear());
    log.addAll(write.append());
    return write.number();
  }

  boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Power fails: of the writes under way, only the first few have made it. */
  void crash(SplittableRandom random) {
    int arrived = random.nextInt(pending.size() + 1);
    for (int i = 0; i < arrived; i++) {
      flushOne();
    }
    pending.clear();
  }

  boolean holds(EntryId id) {
    return id.index() <= log.size() && log.get((int) id.index() - 1).id().equals(id);
  }

  Durable contents() {
    return new Durable(ballot, List.copyOf(log));
  }
}
