package minos.node;

import java.util.Optional;
import minos.kv.StateCopy;
import minos.kv.StateMachine;
import minos.raft.SnapshotMark;

/** The snapshot that is being taken, written slice by slice while the state machine goes on. */
final class SnapshotTaking {
  /** Little enough to keep nobody waiting. */
  private static final int SLICE_BYTES = 1 << 16;

  private final Snapshots.Keeper keeper;
  private Optional<StateCopy> copy = Optional.empty();
  private Optional<SnapshotMark> mark = Optional.empty();

  SnapshotTaking(Snapshots.Keeper keeper) {
    this.keeper = keeper;
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

  void abandon() {
    if (copy.isPresent()) {
      end();
      keeper.snapshots().abandon();
    }
  }

  /** It could not be written; one that was begun since is another. */
  void giveUp(SnapshotMark of) {
    if (mark.equals(Optional.of(of))) {
      end();
    }
  }

  private void end() {
    copy.ifPresent(StateCopy::end);
    copy = Optional.empty();
  }
}
