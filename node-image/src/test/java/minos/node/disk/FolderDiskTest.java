package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A folder as a disk")
class FolderDiskTest extends DiskContract {
  @TempDir private Path folder;

  @Override
  Disk disk() throws IOException {
    return new FolderDisk(folder.resolve("new"));
  }

  @Override
  Disk restarted() throws IOException {
    return disk();
  }

  @Test
  void gives_a_file_to_one_user_at_a_time() throws IOException {
    try (Disk.File first = disk().open("a")) {
      IOException refused = assertThrows(IOException.class, () -> disk().open("a"));

      assertTrue(String.valueOf(refused.getMessage()).contains("in use"), refused::getMessage);
      first.force();
    }
  }
}
