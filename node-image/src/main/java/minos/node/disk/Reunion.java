package minos.node.disk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.raft.Durable;
import minos.raft.EntryId;
import minos.raft.SnapshotMark;

/**
 * Brings the log and the newest snapshot together when a server starts. A log that the snapshot
 * supersedes goes now: power failed before it was gone. A snapshot that is damaged is put aside, as
 * a damaged log is: where the log does not hold all that it covered, that may have been promised,
 * and {@link minos.raft.StorageRules#mayVoteWith} says what follows.
 */
final class Reunion {
  private final Disk disk;
  private final DurableLog.Settings settings;
  private final Consumer<String> notice;
  private final DurableLog log;
  private final Durable found;

  /**
   * @param log just opened
   */
  Reunion(Disk disk, DurableLog.Settings settings, Consumer<String> notice, DurableLog log) {
    this.disk = disk;
    this.settings = settings;
    this.notice = notice;
    this.log = log;
    this.found = log.recovered();
  }

  Memory memory() throws IOException {
    try {
      return with(SnapshotStore.open(disk));
    } catch (SnapshotCorrupted e) {
      return without(e);
    }
  }

  private Memory with(SnapshotStore snapshots) throws IOException {
    Optional<SnapshotMark> mark = snapshots.newest().map(SnapshotFile::mark);
    EntryId included = mark.map(SnapshotMark::last).orElse(EntryId.NONE);
    if (log.base().index() > included.index()) {
      snapshots.close();
      throw new SnapshotCorrupted(
          SnapshotStore.FILE,
          "the log begins after index "
              + log.base().index()
              + ", and there is no snapshot of what was before",
          mark);
    }
    Durable both = found.with(mark, found.log());
    boolean isEmptyElsewhere = found.log().isEmpty() && !log.base().equals(included);
    if (both.isLogSuperseded() || isEmptyElsewhere) {
      log.reset(included);
      return new Memory(log, snapshots, found.with(mark, List.of()));
    }
    return new Memory(log, snapshots, both);
  }

  private Memory without(SnapshotCorrupted why) throws IOException {
    boolean nothingIsLost =
        log.base().equals(EntryId.NONE)
            && why.mark().map(mark -> holds(mark.last())).orElse(!settings.hasPeers());
    if (!nothingIsLost && !settings.hasPeers()) {
      throw why;
    }
    String prefix = Ballots.asideIn(found.ballot().term());
    Durable left = nothingIsLost ? found : log.withoutSnapshot(found);
    if (disk.names().contains(SnapshotStore.FILE)) {
      disk.rename(SnapshotStore.FILE, prefix + SnapshotStore.FILE);
      disk.forceNames();
    }
    notice.accept(
        why.finding()
            + "; put aside as "
            + prefix
            + "*; "
            + (nothingIsLost
                ? "the log still holds all that it covered"
                : "what it held may be lost, so this server neither votes nor leads until a leader"
                    + " of a later term has given it back"));
    return new Memory(log, SnapshotStore.open(disk), left);
  }

  private boolean holds(EntryId last) {
    int place = Math.toIntExact(last.index() - 1);
    return place < found.log().size() && found.log().get(place).id().equals(last);
  }
}
