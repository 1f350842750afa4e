package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.Rules;
import minos.raft.SnapshotMark;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A server whose snapshot is damaged")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReunionTest {
  private static final NodeId SELF = new NodeId("n1");
  private static final Ballot VOTE = new Ballot(3, Optional.of(new NodeId("n2")));

  /** Room for two entries of these. */
  private static final int SEGMENT = 1 << 12;

  private final List<String> notices = new ArrayList<>();

  private static Entry entry(long index) {
    byte[] payload = new byte[1600];
    return new Entry(new EntryId(1, index), Entry.Kind.COMMAND, new Payload(payload));
  }

  private static SnapshotMark mark(long index) {
    return new SnapshotMark(new EntryId(1, index), Membership.of(List.of(SELF)));
  }

  private Memory open(Disk disk, boolean hasPeers) throws IOException {
    return Memory.open(
        disk,
        new DurableLog.Settings(SELF, 42, SEGMENT, hasPeers, Rules.OF_THE_PAPER),
        notices::add);
  }

  /**
   * A disk with a ballot, entries 1 to 6 and a snapshot up to 4.
   *
   * @param compacted whether the log has forgotten entries that only the snapshot covers
   */
  private static void fill(Disk disk, boolean compacted) throws IOException {
    DurableLog.Settings settings =
        new DurableLog.Settings(SELF, 42, SEGMENT, true, Rules.OF_THE_PAPER);
    try (Memory memory = Memory.open(disk, settings, notice -> {})) {
      Optional<Ballot> ballot = Optional.of(VOTE);
      for (long index = 1; index <= 6; index++) {
        memory
            .log()
            .stage(new Effect.Write(index, ballot, OptionalLong.empty(), List.of(entry(index))));
        memory.log().commit();
      }
      memory.snapshots().begin(mark(4));
      memory.snapshots().append(new byte[1000]);
      assertEquals(mark(4), memory.snapshots().finish());
      if (compacted) {
        memory.log().compact(mark(4).last());
      }
    }
  }

  private static MemoryDisk damaged(boolean compacted, long at) throws IOException {
    MemoryDisk disk = new MemoryDisk();
    fill(disk, compacted);
    new FaultyDisk(disk).flip(SnapshotStore.FILE, at, 1);
    return disk;
  }

  @Test
  void starts_from_its_log_alone_where_that_holds_all_that_the_snapshot_covered()
      throws IOException {
    MemoryDisk disk = damaged(false, 500);

    try (Memory memory = open(disk, true)) {
      assertEquals(VOTE, memory.durable().ballot());
      assertEquals(0, memory.durable().damagedIn());
      assertEquals(Optional.empty(), memory.durable().snapshot());
      assertEquals(6, memory.durable().log().size());
    }

    assertEquals(
        List.of(
            "raft.snapshot: corrupted: its checksum is wrong; put aside as damaged-in-term-3-*;"
                + " the log still holds all that it covered"),
        notices);
    assertTrue(disk.names().contains("damaged-in-term-3-raft.snapshot"), "" + disk.names());
  }

  @Test
  void forgets_what_begins_after_it_and_takes_no_part_in_votes_until_others_have_given_it_back()
      throws IOException {
    MemoryDisk disk = damaged(true, 500);

    try (Memory memory = open(disk, true)) {
      assertEquals(
          new Durable(new Ballot(4, Optional.empty()), Optional.empty(), List.of(), 3),
          memory.durable());
    }

    assertTrue(notices.getFirst().contains("neither votes nor leads"), notices::toString);
    assertEquals(
        3,
        disk.names().stream().filter(name -> name.startsWith("damaged-in-term-3-")).count(),
        () -> "the snapshot, and segments of the log: " + disk.names());
    notices.clear();
    try (Memory again = open(disk, true)) {
      assertEquals(3, again.durable().damagedIn());
      assertEquals(4, again.durable().ballot().term());
    }
    assertEquals(List.of(), notices);
  }

  @Test
  void does_the_same_where_the_snapshot_is_gone() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    fill(disk, true);
    disk.delete(SnapshotStore.FILE);

    try (Memory memory = open(disk, true)) {
      assertEquals(3, memory.durable().damagedIn());
      assertEquals(List.of(), memory.durable().log());
    }
  }

  /** What the snapshot covered is not known for sure then, and so not whether the log has it. */
  @Test
  void may_have_lost_something_where_its_header_is_damaged_though_the_log_begins_with_entry_1()
      throws IOException {
    try (Memory memory = open(damaged(false, 14), true)) {
      assertEquals(3, memory.durable().damagedIn());
      assertEquals(6, memory.durable().log().size());
    }
  }

  @Test
  void does_not_start_where_nobody_can_give_back_what_is_lost() throws IOException {
    MemoryDisk disk = damaged(true, 500);
    List<String> names = List.copyOf(disk.names());

    assertThrows(SnapshotCorrupted.class, () -> open(disk, false));

    assertEquals(names, List.copyOf(disk.names()));
  }

  @Test
  void alone_starts_from_a_log_that_begins_with_entry_1() throws IOException {
    for (long at : List.of(14L, 500L)) {
      try (Memory memory = open(damaged(false, at), false)) {
        assertEquals(0, memory.durable().damagedIn());
        assertEquals(6, memory.durable().log().size());
      }
    }
  }

  @Test
  void comes_to_the_same_when_the_power_fails_meanwhile() throws IOException {
    int interrupted = 0;
    for (int seed = 0; seed < 200; seed++) {
      VolatileDisk below = new VolatileDisk(new MemoryDisk());
      fill(below, true);
      FaultyDisk disk = new FaultyDisk(below);
      disk.flip(SnapshotStore.FILE, 500, 1);
      below.open(SnapshotStore.FILE).force();
      FaultyDisk.Operation[] operations = {
        FaultyDisk.Operation.NAME, FaultyDisk.Operation.FORCE, FaultyDisk.Operation.WRITE
      };
      disk.fail(operations[seed % 3], seed / 3 % 30, 1, "power");
      try {
        open(disk, true);
      } catch (IOException e) {
        interrupted++;
      }
      below.crash(new SplittableRandom(seed));

      try (Memory memory = open(below, true)) {
        assertTrue(memory.durable().damagedIn() >= 3, "seed " + seed);
        assertEquals(List.of(), memory.durable().log(), "seed " + seed);
        assertEquals(Optional.empty(), memory.durable().ballot().votedFor(), "seed " + seed);
      }
    }
    assertTrue(interrupted > 50, interrupted + " were interrupted");
  }
}
