package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    try (Disk.File file = disk().open("a")) {
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

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
