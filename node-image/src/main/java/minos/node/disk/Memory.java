package minos.node.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.raft.Durable;
import minos.raft.NodeId;
import minos.raft.SnapshotMark;

/**
 * All that a server remembers.
 *
 * @param durable what its log and its newest snapshot said together when they were opened
 */
public record Memory(DurableLog log, SnapshotStore snapshots, Durable durable) {

  /**
   * Opens log and snapshots on a disk, making them where there are none. A log that the snapshot
   * supersedes goes now: power failed before it was gone.
   *
   * @see DurableLog#open
   * @throws SnapshotCorrupted if there is a snapshot, and it cannot be read
   */
  public static Memory open(
      Disk disk, NodeId owner, long epoch, int stepBytes, Consumer<String> notice)
      throws IOException {
    DurableLog log = DurableLog.open(disk, owner, epoch, stepBytes, notice);
    SnapshotStore snapshots = SnapshotStore.open(disk);
    Optional<SnapshotMark> mark = snapshots.newest().map(SnapshotFile::mark);
    Durable recovered = new Durable(log.recovered().ballot(), mark, log.recovered().log());
    if (mark.isPresent() && recovered.isLogSuperseded()) {
      log.reset(mark.get().last());
      recovered = new Durable(recovered.ballot(), mark, List.of());
    }
    return new Memory(log, snapshots, recovered);
  }
}
