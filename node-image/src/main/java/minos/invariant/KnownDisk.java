package minos.invariant;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.EntryId;
import minos.raft.SnapshotMark;

/**
 * What a server's disk must hold, by what it was told to keep and by what it then said to have
 * forced. When the server starts again, the disk itself says what it really holds.
 */
public final class KnownDisk implements Kept {
  private final Deque<Effect> pending = new ArrayDeque<>();
  private final List<EntryId> log = new ArrayList<>();

  /** What a harmed disk held: no fault of the server's, which must get it back before it counts. */
  private final Set<EntryId> lost = new HashSet<>();

  /** The same of a harmed disk's snapshot, which held only what was committed. */
  private long lostUpTo;

  private Optional<SnapshotMark> mark = Optional.empty();
  private Ballot ballot = Ballot.NONE;

  /** A write, a compaction or a reset of the log is under way; they arrive in this order. */
  public void submit(Effect change) {
    pending.addLast(change);
  }

  /** All writes up to this number are said to be durable. */
  public void forced(long number) {
    while (!pending.isEmpty()
        && !(pending.getFirst() instanceof Effect.Write write && write.number() > number)) {
      arrive(pending.removeFirst());
    }
  }

  private void arrive(Effect change) {
    switch (change) {
      case Effect.Write write -> {
        write.ballot().ifPresent(next -> ballot = next);
        write.truncateFrom().ifPresent(from -> log.removeIf(id -> id.index() >= from));
        write.append().forEach(entry -> log.add(entry.id()));
      }
      case Effect.Compact compact -> log.removeIf(id -> id.index() <= compact.upTo().index());
      case Effect.ResetLog reset -> log.clear();
      default -> throw new IllegalArgumentException("no change of the log: " + change);
    }
  }

  /** A snapshot is said to be durable. */
  public void keeps(SnapshotMark newest) {
    if (newest.index() > snapshotIndex()) {
      mark = Optional.of(newest);
    }
  }

  /**
   * The server starts again, and finds this. What it was told to be durable must be there, unless
   * the disk itself admits that it is damaged.
   *
   * @param harmed whether somebody has changed the files while no process ran
   */
  public void found(Durable contents, boolean harmed) {
    if (harmed || contents.damagedIn() != 0) {
      lost.addAll(log);
      lostUpTo = Math.max(lostUpTo, snapshotIndex());
    } else {
      assertBallot(contents.ballot());
      assertLog(contents);
    }
    pending.clear();
    ballot = contents.ballot();
    mark = contents.snapshot();
    log.clear();
    contents.log().forEach(entry -> log.add(entry.id()));
  }

  private void assertBallot(Ballot found) {
    boolean kept =
        found.term() > ballot.term()
            || (found.term() == ballot.term()
                && (ballot.votedFor().isEmpty() || found.votedFor().equals(ballot.votedFor())));
    Breach.unless(kept, "What was forced stays", "voted", ballot, "and finds", found);
  }

  private void assertLog(Durable contents) {
    long cut = firstCut();
    long first = contents.log().isEmpty() ? Long.MAX_VALUE : contents.log().getFirst().index();
    long snapshot = contents.snapshot().map(SnapshotMark::index).orElse(0L);
    for (EntryId id : log) {
      long at = id.index() - first;
      boolean here =
          at >= 0 && at < contents.log().size() && contents.log().get((int) at).id().equals(id);
      Breach.unless(
          here || id.index() <= snapshot || id.index() >= cut,
          "What was forced stays",
          id,
          "is gone; the log ends with",
          contents.log().isEmpty() ? EntryId.NONE : contents.log().getLast().id());
    }
  }

  /** What is under way may have arrived, or not. */
  private long firstCut() {
    long cut = Long.MAX_VALUE;
    for (Effect change : pending) {
      if (change instanceof Effect.Write write) {
        OptionalLong from = write.truncateFrom();
        cut = from.isPresent() ? Math.min(cut, from.getAsLong()) : cut;
      } else if (change instanceof Effect.ResetLog) {
        cut = 0;
      }
    }
    return cut;
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
  public Optional<SnapshotMark> mark() {
    return mark;
  }

  @Override
  public boolean holds(EntryId id) {
    long at = log.isEmpty() ? -1 : id.index() - log.getFirst().index();
    return id.index() <= Math.max(lostUpTo, snapshotIndex())
        || (at >= 0 && at < log.size() && log.get((int) at).equals(id))
        || lost.contains(id);
  }
}
