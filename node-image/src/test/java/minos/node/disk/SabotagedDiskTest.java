package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A disk that obeys orders from a test")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SabotagedDiskTest extends DiskContract {
  private final MemoryDisk memory = new MemoryDisk();
  private final VolatileDisk cache = new VolatileDisk(memory);
  private final List<Long> waits = new ArrayList<>();
  private final SabotagedDisk disk =
      new SabotagedDisk(
          cache,
          "volatile",
          point -> {
            throw new Ended(point.label());
          },
          waits::add);

  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;

    Ended(String point) {
      super(point);
    }
  }

  @Override
  Disk disk() {
    return disk;
  }

  @Override
  Disk restarted() {
    return new VolatileDisk(memory);
  }

  /** What a server does in its life, in the order in which it does it. */
  private void live() throws IOException {
    try (Disk.File ballot = disk.open(Ballots.FILE)) {
      ballot.write(0, bytes("vote"));
      ballot.force();
    }
    disk.forceNames();
    try (Disk.File log = disk.open("log-0000000001")) {
      log.write(0, bytes("entry"));
      log.force();
    }
    disk.forceNames();
    snapshot(SnapshotStore.TAKEN);
    snapshot(SnapshotStore.RECEIVED);
  }

  private void snapshot(String name) throws IOException {
    try (Disk.File file = disk.open(name)) {
      file.write(0, bytes("state"));
      file.force();
    }
    disk.rename(name, SnapshotStore.FILE);
    disk.forceNames();
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void ends_the_server_once_at_the_point_that_was_named(CrashPoint point) throws IOException {
    disk.obey("crash " + point.label());

    Ended ended = assertThrows(Ended.class, this::live);

    assertEquals(point.label(), ended.getMessage());
    assertEquals("", disk.obey("report").armed());
    live(); // not a second time
  }

  @Test
  void has_forced_nothing_before_a_force_and_all_after_it() throws IOException {
    disk.obey("crash before-ballot-force");
    assertThrows(Ended.class, this::live);
    assertTrue(memory.names().isEmpty() || memory.open(Ballots.FILE).size() == 0);

    disk.obey("crash before-log-force");
    assertThrows(Ended.class, this::live);

    assertEquals(4, memory.open(Ballots.FILE).size());
    assertTrue(memory.open("log-0000000001").size() == 0);
    disk.obey("crash after-log-force");
    assertThrows(Ended.class, this::live);
    disk.forceNames();
    assertEquals(5, memory.open("log-0000000001").size());
  }

  @Test
  void crashes_nowhere_once_it_is_told_so() throws IOException {
    disk.obey("crash before-log-force");
    disk.obey("none");

    live();

    assertEquals("", disk.obey("report").armed());
  }

  @Test
  void takes_its_time_with_each_force() throws IOException {
    disk.obey("slow 200");
    live();
    disk.obey("none");
    live();

    assertEquals(List.of(200_000_000L, 200_000_000L, 200_000_000L, 200_000_000L), waits);
    assertEquals(4, disk.obey("report").slowed());
  }

  @Test
  void lets_no_file_grow_when_it_is_full() throws IOException {
    Disk.File file = disk.open("a");
    file.write(0, bytes("abcd"));
    disk.obey("full");

    file.write(0, bytes("ABCD"));
    IOException full = assertThrows(IOException.class, () -> file.write(4, bytes("e")));
    SabotagedDisk.Report seen = disk.obey("none");
    file.write(4, bytes("e"));

    assertEquals("No space left on device", full.getMessage());
    assertEquals(1, seen.failed());
  }

  @Test
  void fails_one_force_when_it_is_broken() throws IOException {
    Disk.File file = disk.open("a");
    disk.obey("fail");

    IOException broken = assertThrows(IOException.class, file::force);
    file.force();

    assertEquals("Input/output error", broken.getMessage());
    assertEquals(1, disk.obey("report").failed());
  }

  @Test
  void says_what_it_can_be_told() {
    for (String order : List.of("", "burn", "crash", "crash here", "slow", "slow -1", "slow x")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> disk.obey(order), order);
      assertEquals(1, String.valueOf(refused.getMessage()).lines().count());
    }
  }

  @Test
  void reports_what_it_is_and_does() {
    disk.obey("slow 20");
    disk.obey("full");

    assertEquals(
        new SabotagedDisk.Report("volatile", "in-install", 20, true, 0, 0),
        disk.obey("crash in-install"));
  }
}
