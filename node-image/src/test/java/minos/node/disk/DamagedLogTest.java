package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A log that was damaged")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamagedLogTest {
  private static final NodeId SELF = new NodeId("n1");
  private static final Ballot VOTE = new Ballot(3, Optional.of(new NodeId("n2")));
  private static final int SEGMENT = 1 << 13;
  private static final List<Entry> LOG =
      List.of(entry(1), entry(2), entry(3), entry(4), entry(5), entry(6));

  private final List<String> notices = new ArrayList<>();

  @Test
  void by_one_changed_bit_is_never_taken_for_a_shorter_one() throws IOException {
    int damaged = 0;
    for (String name : ended().names()) {
      long size = ended().open(name).size();
      for (long at = 0; at < size; at++) {
        MemoryDisk disk = ended();
        new FaultyDisk(disk).flip(name, at, 1 << (at % 8));
        damaged += judge(disk, name + " byte " + at);
      }
    }

    assertTrue(damaged > 500, damaged + " were found: the test has no teeth");
  }

  @Test
  void by_a_cut_is_never_taken_for_a_shorter_one() throws IOException {
    for (String name : ended().names()) {
      long size = ended().open(name).size();
      for (long end = 0; end < size; end++) {
        MemoryDisk disk = ended();
        disk.open(name).truncate(end);
        judge(disk, name + " cut at " + end);
      }
    }
  }

  /** Its length tells, where its last batches look as if they had never been written. */
  @Test
  void by_a_cut_is_known_by_its_length_without_an_orderly_end_too() throws IOException {
    String name = "log-0000000001";
    long size = oneSegment().open(name).size();
    for (long end = 0; end < size; end += 7) {
      MemoryDisk disk = oneSegment();
      disk.open(name).truncate(end);

      assertTrue(found(disk).damagedIn() > 0, "cut at " + end);
      int noticed = notices.size();
      assertTrue(found(disk).damagedIn() > 0, "cut at " + end);
      assertEquals(noticed, notices.size(), "put aside once only, cut at " + end);
    }
  }

  /** Of a server that was killed, with room for more. */
  private MemoryDisk oneSegment() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    DurableLog log =
        DurableLog.open(
            disk,
            new DurableLog.Settings(SELF, 7, 16 * SEGMENT, true, Rules.OF_THE_PAPER),
            notices::add);
    commit(log, Optional.of(VOTE), LOG.get(0));
    for (Entry entry : LOG.subList(1, LOG.size())) {
      commit(log, Optional.empty(), entry);
    }
    return disk;
  }

  @Test
  void by_the_loss_of_a_whole_file_is_never_taken_for_a_shorter_one() throws IOException {
    for (String name : ended().names()) {
      MemoryDisk disk = ended();
      disk.delete(name);
      judge(disk, name);
    }
  }

  /** Without an orderly end the last batch may be torn; every other one was promised for sure. */
  @Test
  void keeps_all_but_the_last_batch_when_it_had_no_orderly_end() throws IOException {
    for (String name : killed().names()) {
      long size = killed().open(name).size();
      for (long at = 0; at < size; at++) {
        MemoryDisk disk = killed();
        new FaultyDisk(disk).flip(name, at, 1 << (at % 8));
        Durable found = found(disk);
        int missing = LOG.size() - found.log().size();
        assertEquals(LOG.subList(0, found.log().size()), found.log(), name + " byte " + at);
        assertTrue(missing <= 1 || found.damagedIn() > 0, name + " byte " + at);
      }
    }
  }

  /**
   * @return 1 when damage was found
   */
  private int judge(MemoryDisk disk, String where) throws IOException {
    Durable found;
    try {
      found = found(disk);
    } catch (LogCorrupted e) {
      return 1;
    }
    int kept = found.log().size();
    assertEquals(LOG.subList(0, kept), found.log(), where);
    if (found.damagedIn() == 0) {
      assertEquals(new Durable(VOTE, LOG), found, where);
      return 0;
    }
    assertEquals(3, found.damagedIn(), where);
    assertEquals(new Ballot(4, Optional.empty()), found.ballot(), where);
    assertTrue(notices.getLast().contains("put aside as damaged-in-term-3-*"), where);
    goesOn(disk, kept, where);
    return 1;
  }

  /** What is left takes new entries, and remembers the damage. */
  private void goesOn(MemoryDisk disk, int kept, String where) throws IOException {
    Entry next =
        new Entry(new EntryId(5, kept + 1), Entry.Kind.COMMAND, new Payload(new byte[] {9}));
    try (DurableLog log = open(disk, true)) {
      assertEquals(kept, log.recovered().log().size(), where);
      commit(log, Optional.of(new Ballot(5, Optional.empty())), next);
    }
    Durable again = found(disk);
    assertEquals(kept + 1, again.log().size(), where);
    assertEquals(next, again.log().getLast(), where);
    assertEquals(3, again.damagedIn(), where);
  }

  @Test
  void cannot_be_mended_by_a_server_that_is_alone() throws IOException {
    MemoryDisk disk = ended();
    new FaultyDisk(disk).flip("log-0000000001", 600, 1);

    LogCorrupted refused = assertThrows(LogCorrupted.class, () -> open(disk, false));

    assertEquals(
        "log-0000000001: corrupted at offset 600 (checksum wrong, but batch 1 ends after it);"
            + " restore this file from a copy, or give the server a new name and an empty folder",
        refused.getMessage());
  }

  @Test
  void is_kept_under_another_name() throws IOException {
    MemoryDisk disk = ended();
    new FaultyDisk(disk).flip("log-0000000002", 600, 1);
    byte[] second = all(disk, "log-0000000002");
    byte[] third = all(disk, "log-0000000003");

    open(disk, true).close();

    assertTrue(Arrays.equals(second, all(disk, "damaged-in-term-3-log-0000000002")));
    assertTrue(Arrays.equals(third, all(disk, "damaged-in-term-3-log-0000000003")));
  }

  @Test
  void is_found_again_when_the_power_fails_while_it_is_put_aside() throws IOException {
    for (int goodBefore = 0; goodBefore < 12; goodBefore++) {
      MemoryDisk disk = ended();
      new FaultyDisk(disk).flip("log-0000000002", 600, 1);
      for (FaultyDisk.Operation operation : FaultyDisk.Operation.values()) {
        FaultyDisk faulty = new FaultyDisk(disk);
        faulty.fail(operation, goodBefore, 1, "power");
        try {
          open(faulty, true).close();
        } catch (IOException e) {
          assertEquals("power", e.getMessage());
        }
      }

      Durable found = found(disk);

      assertTrue(found.damagedIn() >= 3, "after " + goodBefore);
      assertTrue(found.ballot().term() > found.damagedIn());
      assertEquals(LOG.subList(0, found.log().size()), found.log());
    }
  }

  /** Of three segments, with an orderly end. */
  private MemoryDisk ended() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    write(disk).close();
    return disk;
  }

  private MemoryDisk killed() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    write(disk);
    return disk;
  }

  private DurableLog write(Disk disk) throws IOException {
    DurableLog log = open(disk, true);
    commit(log, Optional.of(VOTE), LOG.get(0), LOG.get(1));
    for (Entry entry : LOG.subList(2, LOG.size())) {
      commit(log, Optional.empty(), entry);
    }
    return log;
  }

  private static void commit(DurableLog log, Optional<Ballot> ballot, Entry... entries)
      throws IOException {
    log.stage(new Effect.Write(1, ballot, OptionalLong.empty(), List.of(entries)));
    log.commit();
  }

  private Durable found(Disk disk) throws IOException {
    return open(disk, true).recovered();
  }

  private DurableLog open(Disk disk, boolean hasPeers) throws IOException {
    return DurableLog.open(
        disk,
        new DurableLog.Settings(SELF, 7, SEGMENT, hasPeers, Rules.OF_THE_PAPER),
        notices::add);
  }

  private static byte[] all(Disk disk, String name) throws IOException {
    Disk.File file = disk.open(name);
    return file.read(0, Math.toIntExact(file.size()));
  }

  private static Entry entry(long index) {
    byte[] payload = new byte[60 + (int) index];
    Arrays.fill(payload, (byte) ('a' + index));
    return new Entry(new EntryId(3, index), Entry.Kind.COMMAND, new Payload(payload));
  }
}
