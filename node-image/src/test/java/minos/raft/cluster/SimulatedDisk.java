package minos.raft.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import minos.invariant.Kept;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.SnapshotMark;

/**
 * What of a server survives a power failure. Changes of the log reach it in order, and some time
 * after; snapshots by themselves, each wholly or not at all.
 */
final class SimulatedDisk implements Kept {
  /** A snapshot as a file. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Snapshot(SnapshotMark mark, byte[] bytes) {}

  private final Deque<Effect> pending = new ArrayDeque<>();
  private final List<Snapshot> pendingSnapshots = new ArrayList<>();
  private final List<Entry> log = new ArrayList<>();
  private Optional<Snapshot> snapshot = Optional.empty();
  private Ballot ballot = Ballot.NONE;

  /** A write, a compaction or a reset of the log. */
  void submit(Effect change) {
    pending.addLast(change);
  }

  /** The next change arrives; returns its number where it is a write. */
  OptionalLong flushOne() {
    return switch (pending.removeFirst()) {
      case Effect.Write write -> {
        write.ballot().ifPresent(next -> ballot = next);
        write.truncateFrom().ifPresent(this::truncateFrom);
        log.addAll(write.append());
        yield OptionalLong.of(write.number());
      }
      case Effect.Compact compact -> {
        log.removeIf(entry -> entry.index() <= compact.upTo().index());
        yield OptionalLong.empty();
      }
      case Effect.ResetLog reset -> {
        log.clear();
        yield OptionalLong.empty();
      }
      default -> throw new IllegalStateException("no change of the log");
    };
  }

  private void truncateFrom(long index) {
    while (!log.isEmpty() && log.getLast().index() >= index) {
      log.removeLast();
    }
  }

  boolean hasPending() {
    return !pending.isEmpty();
  }

  void submit(Snapshot written) {
    pendingSnapshots.add(written);
  }

  /** A snapshot that was submitted arrives. An older one never replaces a newer. */
  void flush(Snapshot written) {
    pendingSnapshots.remove(written);
    if (written.mark().index() > snapshotIndex()) {
      snapshot = Optional.of(written);
    }
  }

  Optional<Snapshot> snapshot() {
    return snapshot;
  }

  @Override
  public Optional<SnapshotMark> mark() {
    return snapshot.map(Snapshot::mark);
  }

  /** Power fails: of the changes under way, only the first few have made it. */
  void crash(SplittableRandom random) {
    int arrived = random.nextInt(pending.size() + 1);
    for (int i = 0; i < arrived; i++) {
      OptionalLong ignored = flushOne();
    }
    pending.clear();
    List.copyOf(pendingSnapshots).stream().filter(s -> random.nextBoolean()).forEach(this::flush);
    pendingSnapshots.clear();
  }

  @Override
  public Ballot ballot() {
    return ballot;
  }

  @Override
  public long lastIndex() {
    return log.isEmpty() ? 0 : log.getLast().index();
  }

  @Override
  public boolean holds(EntryId id) {
    long at = log.isEmpty() ? -1 : id.index() - log.getFirst().index();
    return id.index() <= snapshotIndex()
        || (at >= 0 && at < log.size() && log.get((int) at).id().equals(id));
  }

  /** What a server starts from; a log that the snapshot supersedes is gone afterwards. */
  Durable contents() {
    Durable contents = new Durable(ballot, snapshot.map(Snapshot::mark), List.copyOf(log), 0);
    if (contents.isLogSuperseded()) {
      log.clear();
    }
    return new Durable(ballot, contents.snapshot(), List.copyOf(log), 0);
  }
}
