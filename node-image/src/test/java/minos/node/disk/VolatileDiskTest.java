package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A disk that a power failure empties")
class VolatileDiskTest extends DiskContract {
  /** A seed with which a crash keeps nothing of what was not forced. */
  private static final long ALL_LOST = 1;

  private final VolatileDisk disk = new VolatileDisk(new MemoryDisk());

  @Override
  Disk disk() {
    return disk;
  }

  @Override
  Disk restarted() throws IOException {
    disk.crash(new Random(1));
    return disk;
  }

  @Test
  void writes_nothing_below_before_it_is_forced() throws IOException {
    Disk below = new MemoryDisk();
    VolatileDisk above = new VolatileDisk(below);
    Disk.File file = above.open("a");
    above.forceNames();
    file.write(0, bytes("abc"));

    long before = below.open("a").size();
    file.force();
    long after = below.open("a").size();

    assertEquals(0, before);
    assertEquals(3, after);
  }

  @Test
  void loses_unforced_writes_wholly_partly_or_torn_but_never_forced_ones() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      VolatileDisk disk = new VolatileDisk(new MemoryDisk());
      Disk.File file = disk.open("a");
      disk.forceNames();
      file.write(0, filled(512, 'f'));
      file.force();
      file.write(512, filled(1024, 'a'));
      file.write(1536, filled(512, 'b'));

      disk.crash(new SplittableRandom(seed));
      Disk.File after = disk.open("a");
      byte[] left = after.read(0, Math.toIntExact(after.size()));

      assertArrayEquals(filled(512, 'f'), Arrays.copyOf(left, 512));
      seen.add(sectors(left));
    }

    assertEquals(Set.of("f", "f..b", "f.a", "f.ab", "fa", "fa.b", "faa", "faab"), seen);
  }

  @Test
  void loses_names_that_were_not_forced_the_newest_first() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < 100; seed++) {
      VolatileDisk disk = new VolatileDisk(new MemoryDisk());
      for (String name : List.of("a", "b")) {
        Disk.File file = disk.open(name);
        file.write(0, bytes(name));
        file.force();
      }
      disk.rename("a", "c");
      disk.delete("b");

      disk.crash(new SplittableRandom(seed));
      seen.add(String.join(" ", disk.names()));
      for (String name : disk.names()) {
        assertEquals(1, disk.open(name).size(), "forced before its name was");
      }
    }

    assertEquals(Set.of("", "a", "a b", "b c", "c"), seen);
  }

  @Test
  void keeps_what_was_forced_before_the_name_was() throws IOException {
    Disk.File file = disk.open("a");
    file.write(0, bytes("abc"));
    file.force();
    file.write(3, bytes("lost"));
    disk.forceNames();
    assertArrayEquals(bytes("abclost"), file.read(0, 7));

    disk.crash(new SplittableRandom(ALL_LOST));

    assertEquals(3, disk.open("a").size());
  }

  /** As after {@code kill -9} with {@code --disk torn}: only the disk below is left. */
  @Test
  void may_write_sectors_before_they_are_forced_when_it_tears() throws IOException {
    Set<String> seen = new TreeSet<>();
    for (int seed = 0; seed < 100; seed++) {
      MemoryDisk below = new MemoryDisk();
      VolatileDisk torn = VolatileDisk.tearing(below, new SplittableRandom(seed));
      Disk.File file = torn.open("a");
      torn.forceNames();
      file.write(0, filled(512, 'f'));
      file.force();
      file.write(512, filled(1024, 'a'));
      assertArrayEquals(filled(1024, 'a'), file.read(512, 1024), "its own server sees all of it");

      Disk.File left = below.open("a");
      seen.add(sectors(left.read(0, Math.toIntExact(left.size()))));
      file.force();
      assertEquals("faa", sectors(left.read(0, 1536)));
    }

    assertEquals(Set.of("f", "f.a", "fa", "faa"), seen);
  }

  @Test
  void is_dead_after_the_power_failed_until_opened_again() throws IOException {
    Disk.File file = disk.open("a");
    disk.crash(new Random(1));

    assertThrows(IOException.class, file::size);
    assertThrows(IOException.class, () -> file.write(0, bytes("x")));
    assertEquals(0, disk.open("a").size());
  }

  private static byte[] filled(int length, char with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  private static String sectors(byte[] bytes) {
    StringBuilder sectors = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 512) {
      sectors.append(bytes[i] == 0 ? '.' : (char) bytes[i]);
    }
    return sectors.toString();
  }
}
