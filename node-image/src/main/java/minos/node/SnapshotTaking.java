package minos.node;

import java.util.Optional;
import minos.kv.StateCopy;
import minos.kv.StateMachine;
import minos.raft.EntryId;
import minos.raft.Event;
import minos.raft.SnapshotMark;

/** The snapshot that is being taken, written slice by slice while the state machine goes on. */
final class SnapshotTaking {
  /** Little enough to keep nobody waiting. */
  private static final int SLICE_BYTES = 1 << 16;

  private final Snapshots.Keeper keeper;
  private final Onlooker onlooker;
  private Optional<StateCopy> copy = Optional.empty();
  private Optional<SnapshotMark> mark = Optional.empty();

  /** A snapshot of a leader's that was told to be given up: it is tried again and again. */
  private Optional<EntryId> lost = Optional.empty();

  SnapshotTaking(Snapshots.Keeper keeper, Onlooker onlooker) {
    this.keeper = keeper;
    this.onlooker = onlooker;
  }

  void begin(SnapshotMark of, StateMachine machine) {
    keeper.snapshots().begin(of);
    mark = Optional.of(of);
    copy = Optional.of(machine.copy());
  }

  void slice() {
    copy.ifPresent(taken ->
        taken
            .next(SLICE_BYTES)
            .ifPresentOrElse(
                keeper.snapshots()::append,
                () -> {
                  copy = Optional.empty();
                  keeper.snapshots().finish();
                }));
  }

  boolean isUnderWay() {
    return copy.isPresent();
  }

  void abandon() {
    if (copy.isPresent()) {
      end();
      keeper.snapshots().abandon();
    }
  }

  /** Something has become of a snapshot, this or another. */
  void heard(Event.OfSnapshot event) {
    switch (event) {
      case Event.SnapshotTaken taken -> onlooker.snapshotTaken(taken.mark().last());
      case Event.SnapshotGivenUp(SnapshotMark of, String why) -> {
        if (mark.equals(Optional.of(of))) {
          end();
        }
        onlooker.snapshotGivenUp(of.last(), why);
      }
      case Event.ChunksLost(EntryId last, String why) -> {
        if (!lost.equals(Optional.of(last))) {
          lost = Optional.of(last);
          onlooker.snapshotGivenUp(last, why);
        }
      }
      case Event.ChunkStored stored -> {}
      case Event.SnapshotReceived received -> {}
    }
  }

  private void end() {
    copy.ifPresent(StateCopy::end);
    copy = Optional.empty();
  }
}
