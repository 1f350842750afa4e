package minos.node.disk;

import org.junit.jupiter.api.DisplayName;

@DisplayName("A disk in memory")
class MemoryDiskTest extends DiskContract {
  private final MemoryDisk disk = new MemoryDisk();

  @Override
  Disk disk() {
    return disk;
  }

  @Override
  Disk restarted() {
    return disk;
  }
}
