package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A disk that fails when it is told to")
class FaultyDiskTest extends DiskContract {
  private final FaultyDisk disk = new FaultyDisk(new MemoryDisk());

  @Override
  Disk disk() {
    return disk;
  }

  @Override
  Disk restarted() {
    return disk;
  }

  @Test
  void fails_so_many_times_after_so_many_good_operations() throws IOException {
    Disk.File file = disk.open("a");
    disk.fail(FaultyDisk.Operation.FORCE, 1, 1, "broken");

    file.force();
    IOException broken = assertThrows(IOException.class, file::force);
    file.force();

    assertEquals("broken", broken.getMessage());
    assertEquals(1, disk.failures());
  }

  @Test
  void writes_half_of_what_it_fails_to_write() throws IOException {
    Disk.File file = disk.open("a");
    disk.fail(FaultyDisk.Operation.WRITE, 0, 1, "broken");

    assertThrows(IOException.class, () -> file.write(0, bytes("abcd")));

    assertEquals(2, file.size());
  }

  @Test
  void has_room_for_so_much_in_all_files_together() throws IOException {
    disk.open("a").write(0, bytes("abcd"));
    Disk.File file = disk.open("b");
    disk.limitTo(6);

    file.write(0, bytes("ef"));
    assertThrows(IOException.class, () -> file.write(2, bytes("g")));
    disk.open("a").write(0, bytes("ABCD"));
    disk.delete("a");
    file.write(2, bytes("ghij"));

    assertEquals(6, file.size());
  }

  @Test
  void changes_bits_behind_the_servers_back() throws IOException {
    Disk.File file = disk.open("a");
    file.write(0, bytes("abc"));

    disk.flip("a", 1, 1);

    assertArrayEquals(bytes("acc"), file.read(0, 3));
  }
}
