package minos.node.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.raft.Durable;
import minos.raft.EntryId;
import minos.raft.SnapshotMark;

/**
 * All that a server remembers.
 *
 * @param durable what its log and its newest snapshot said together when they were opened
 */
public record Memory(DurableLog log, SnapshotStore snapshots, Durable durable)
    implements AutoCloseable {

  /**
   * Opens log and snapshots on a disk, making them where there are none. A log that the snapshot
   * supersedes goes now: power failed before it was gone.
   *
   * @throws SnapshotCorrupted if there is a snapshot and it cannot be read, or if there is none of
   *     what the log has no more
   */
  public static Memory open(Disk disk, DurableLog.Settings settings, Consumer<String> notice)
      throws IOException {
    DurableLog log = DurableLog.open(disk, settings, notice);
    try {
      SnapshotStore snapshots = SnapshotStore.open(disk);
      return new Memory(log, snapshots, durable(log, snapshots.newest().map(SnapshotFile::mark)));
    } catch (IOException e) {
      log.close();
      throw e;
    }
  }

  private static Durable durable(DurableLog log, Optional<SnapshotMark> mark) throws IOException {
    Durable found = log.recovered().with(mark, log.recovered().log());
    EntryId included = mark.map(SnapshotMark::last).orElse(EntryId.NONE);
    if (log.base().index() > included.index()) {
      throw new SnapshotCorrupted(
          SnapshotStore.FILE,
          "the log begins after index "
              + log.base().index()
              + ", and there is no snapshot of what was before");
    }
    boolean isEmptyElsewhere = found.log().isEmpty() && !log.base().equals(included);
    if (found.isLogSuperseded() || isEmptyElsewhere) {
      log.reset(included);
      return found.with(mark, List.of());
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    try (log) {
      snapshots.close();
    }
  }
}
