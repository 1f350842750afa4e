package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What every {@link Disk} does; its subclasses run it against each of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class DiskContract {
  abstract Disk disk() throws IOException;

  /** The same disk after its server has ended and started again. */
  abstract Disk restarted() throws IOException;

  @Test
  void makes_an_empty_file_on_first_open() throws IOException {
    try (Disk.File file = disk().open("a")) {
      assertEquals(0, file.size());
    }
  }

  @Test
  void reads_what_was_written_before_it_is_forced() throws IOException {
    try (Disk.File file = disk().open("a")) {
      file.write(0, bytes("hello world"));
      file.write(6, bytes("minos, here"));

      assertEquals(17, file.size());
      assertArrayEquals(bytes("lo minos"), file.read(3, 8));
    }
  }

  @Test
  void fills_a_gap_with_zeros() throws IOException {
    try (Disk.File file = disk().open("a")) {
      file.write(3, bytes("x"));

      assertArrayEquals(new byte[] {0, 0, 0, 'x'}, file.read(0, 4));
    }
  }

  @Test
  void does_not_read_past_the_end() throws IOException {
    try (Disk.File file = disk().open("a")) {
      file.write(0, bytes("abc"));

      assertThrows(EOFException.class, () -> file.read(1, 3));
    }
  }

  @Test
  void forgets_what_was_cut_off() throws IOException {
    try (Disk.File file = disk().open("a")) {
      file.write(0, bytes("abcdef"));
      file.force();
      file.truncate(2);
      file.write(4, bytes("z"));

      assertArrayEquals(new byte[] {'a', 'b', 0, 0, 'z'}, file.read(0, 5));
      assertEquals(5, file.size());
    }
  }

  @Test
  void keeps_what_was_forced() throws IOException {
    Disk disk = disk();
    try (Disk.File file = disk.open("a")) {
      disk.forceNames();
      file.write(0, bytes("abcdef"));
      file.truncate(4);
      file.force();
    }

    try (Disk.File again = restarted().open("a")) {
      assertArrayEquals(bytes("abcd"), again.read(0, Math.toIntExact(again.size())));
    }
  }

  @Test
  void keeps_files_apart() throws IOException {
    Disk disk = disk();
    try (Disk.File a = disk.open("a");
        Disk.File b = disk.open("b")) {
      a.write(0, bytes("a"));
      b.write(0, bytes("bb"));

      assertEquals(1, a.size());
      assertEquals(2, b.size());
    }
  }

  @Test
  void lists_the_names_of_all_files() throws IOException {
    Disk disk = disk();
    disk.open("b").close();
    disk.open("a").close();

    assertEquals(Set.of("a", "b"), disk.names());
  }

  @Test
  void removes_a_file_with_all_that_it_held() throws IOException {
    Disk disk = disk();
    write(disk, "a", "abc");

    disk.delete("a");
    disk.delete("never there");

    assertEquals(Set.of(), disk.names());
    try (Disk.File again = disk.open("a")) {
      assertEquals(0, again.size());
    }
  }

  @Test
  void forces_a_file_that_was_removed_meanwhile_without_a_word() throws IOException {
    Disk disk = disk();
    Disk.File file = disk.open("a");
    file.write(0, ByteBuffer.wrap("x".getBytes(StandardCharsets.UTF_8)));

    disk.delete("a");
    file.force();
    disk.forceNames();

    assertEquals(Set.of(), disk.names());
  }

  @Test
  void gives_a_file_another_name_and_takes_it_from_its_bearer() throws IOException {
    Disk disk = disk();
    write(disk, "a", "abc");
    write(disk, "b", "old");

    disk.rename("a", "b");

    assertEquals(Set.of("b"), disk.names());
    assertEquals("abc", read(disk, "b"));
    assertThrows(NoSuchFileException.class, () -> disk.rename("a", "c"));
  }

  @Test
  void keeps_the_names_that_were_forced() throws IOException {
    Disk disk = disk();
    for (String name : List.of("made", "removed", "old")) {
      write(disk, name, name);
    }
    disk.forceNames();
    disk.delete("removed");
    disk.rename("old", "new");
    disk.forceNames();

    Disk again = restarted();

    assertEquals(Set.of("made", "new"), again.names());
    assertEquals("made", read(again, "made"));
    assertEquals("old", read(again, "new"));
  }

  @Test
  void writes_what_remains_in_a_buffer() throws IOException {
    try (Disk.File file = disk().open("a")) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(8).put(bytes("abcdef")).flip().position(2);

      file.write(1, buffer);

      assertEquals(0, buffer.remaining());
      assertArrayEquals(new byte[] {0, 'c', 'd', 'e', 'f'}, file.read(0, 5));
    }
  }

  private static void write(Disk disk, String name, String text) throws IOException {
    try (Disk.File file = disk.open(name)) {
      file.write(0, bytes(text));
      file.force();
    }
  }

  private static String read(Disk disk, String name) throws IOException {
    try (Disk.File file = disk.open(name)) {
      return new String(file.read(0, Math.toIntExact(file.size())), StandardCharsets.UTF_8);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
