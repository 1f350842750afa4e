package minos.node.disk;

import java.io.IOException;
import java.util.function.Consumer;
import minos.raft.Durable;

/**
 * All that a server remembers.
 *
 * @param durable what its log and its newest snapshot said together when they were opened
 */
public record Memory(DurableLog log, SnapshotStore snapshots, Durable durable)
    implements AutoCloseable {

  /**
   * Opens log and snapshots on a disk, making them where there are none.
   *
   * @throws SnapshotCorrupted if the snapshot is damaged or gone, and what it held can come neither
   *     from the log nor from others
   */
  public static Memory open(Disk disk, DurableLog.Settings settings, Consumer<String> notice)
      throws IOException {
    DurableLog log = DurableLog.open(disk, settings, notice);
    try {
      return new Reunion(disk, settings, notice, log).memory();
    } catch (IOException e) {
      log.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try (log) {
      snapshots.close();
    }
  }
}
