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

  SnapshotTaking(Snapshots.Keeper keeper) {
    this.keeper = keeper;
  }

  void begin(SnapshotMark mark, StateMachine machine) {
    keeper.snapshots().begin(mark);
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
      copy = Optional.empty();
      keeper.snapshots().abandon();
    }
  }
}
