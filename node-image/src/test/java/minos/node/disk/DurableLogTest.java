package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import minos.raft.Ballot;
import minos.raft.Durable;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.EntryId;
import minos.raft.NodeId;
import minos.raft.Payload;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A durable log")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DurableLogTest {
  private static final NodeId SELF = new NodeId("n1");
  private static final long EPOCH = 0x1234_5678_9abc_def0L;
  private static final int STEP = 1 << 12;

  private final List<String> notices = new ArrayList<>();
  private long writes;

  @Test
  void starts_with_nothing() throws IOException {
    try (DurableLog log = open(new MemoryDisk())) {
      assertEquals(Durable.NOTHING, log.recovered());
    }
  }

  @Test
  void remembers_entries_cuts_and_ballots_on_a_real_disk(@TempDir Path folder) throws IOException {
    try (DurableLog log = open(new FolderDisk(folder))) {
      log.stage(write(ballot(1, "n2"), 0, entry(1, 1, "a"), entry(1, 2, "b"), entry(1, 3, "c")));
      log.stage(write(ballot(2, ""), 2, entry(2, 2, "B")));
      log.commit();
      log.stage(write(Optional.empty(), 0, new Entry(id(2, 3), Entry.Kind.NO_OP, Payload.EMPTY)));
      log.commit();
    }

    try (DurableLog again = open(new FolderDisk(folder))) {
      assertEquals(
          new Durable(
              new Ballot(2, Optional.empty()),
              List.of(
                  entry(1, 1, "a"),
                  entry(2, 2, "B"),
                  new Entry(id(2, 3), Entry.Kind.NO_OP, Payload.EMPTY))),
          again.recovered());
      assertEquals(List.of(), notices);
    }
  }

  @Test
  void refuses_the_log_of_another_server() throws IOException {
    Disk disk = new MemoryDisk();
    open(disk).close();

    IOException refused =
        assertThrows(
            IOException.class,
            () -> DurableLog.open(disk, new NodeId("n2"), EPOCH, STEP, notices::add));

    assertEquals("raft.log: belongs to server n1, not to n2", refused.getMessage());
  }

  @Test
  void never_writes_again_after_a_failure() throws IOException {
    VolatileDisk disk = new VolatileDisk(new MemoryDisk());
    DurableLog log = open(disk);
    disk.crash(new Random(1));
    log.stage(write(ballot(1, "n1"), 0));

    assertThrows(IOException.class, log::commit);
    IOException second = assertThrows(IOException.class, log::commit);

    assertEquals("raft.log: an earlier write failed", second.getMessage());
  }

  @Test
  void cuts_a_torn_tail_and_says_so() throws IOException {
    Disk disk = new MemoryDisk();
    DurableLog log = open(disk);
    commit(log, write(ballot(1, "n1"), 0, entry(1, 1, "kept")));
    long end = disk.open(DurableLog.FILE).size() - STEP;
    disk.open(DurableLog.FILE).write(end, new byte[] {0, 0, 0, 40, 1, 2, 3, 4, 5});

    DurableLog again = open(disk);

    assertEquals(List.of(entry(1, 1, "kept")), again.recovered().log());
    assertEquals(1, notices.size(), notices::toString);
    assertTrue(notices.getFirst().startsWith("raft.log: cut at offset " + end + " of "));
    commit(again, write(Optional.empty(), 0, entry(1, 2, "after")));
    assertEquals(2, open(disk).recovered().log().size());
  }

  @Test
  void refuses_any_changed_bit_before_the_last_batch_and_names_file_and_offset()
      throws IOException {
    long lastBatch = threeBatches(new MemoryDisk());

    for (int offset = 0; offset < lastBatch; offset++) {
      Disk disk = new MemoryDisk();
      assertEquals(lastBatch, threeBatches(disk));
      flipOneBit(disk, offset);
      String where = "byte " + offset;

      IOException refused = assertThrows(IOException.class, () -> open(disk), where);

      assertTrue(
          String.valueOf(refused.getMessage()).startsWith("raft.log: corrupted at offset "), where);
    }
  }

  @Test
  void refuses_any_changed_bit_inside_the_last_batch_but_for_its_end() throws IOException {
    int contentBytes = LogRecord.HEAD_BYTES + LogRecord.FIXED_BYTES + "last one, ".length();

    for (int i = 0; i < contentBytes; i++) {
      Disk disk = new MemoryDisk();
      flipOneBit(disk, threeBatches(disk) + i);

      assertThrows(LogCorrupted.class, () -> open(disk), "byte " + i);
    }
  }

  @Test
  void refuses_what_no_server_writes_even_if_its_checksums_are_right() throws IOException {
    assertRefused("an entry of term 1 after one of 2", 0, entry(2, 1, "a"), entry(1, 2, "b"));
    assertRefused("entry 3 where 2 belongs", 0, entry(1, 1, "a"), entry(1, 3, "c"));
    assertRefused("a cut at index 5 of 0 entries", 5, entry(1, 5, "a"));
  }

  private void assertRefused(String why, long cut, Entry... entries) throws IOException {
    Disk disk = new MemoryDisk();
    commit(open(disk), write(ballot(2, "n1"), cut, entries));

    LogCorrupted refused = assertThrows(LogCorrupted.class, () -> open(disk));

    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, STEP})
  void keeps_all_that_was_committed_through_any_power_failures(int step) throws IOException {
    int torn = 0;
    for (int seed = 0; seed < 300; seed++) {
      notices.clear();
      surviveCrashes(new Random(seed), step, "seed " + seed);
      torn += notices.size();
    }

    assertTrue(torn > 100, "only " + torn + " tails were torn: the test has no teeth");
  }

  private void surviveCrashes(Random random, int step, String seed) throws IOException {
    VolatileDisk disk = new VolatileDisk(new MemoryDisk());
    Durable promised = Durable.NOTHING;
    for (int life = 0; life < 6; life++) {
      DurableLog log = DurableLog.open(disk, SELF, EPOCH + life, step, notices::add);
      assertEquals(promised, log.recovered(), seed);
      for (int i = random.nextInt(5); i > 0; i--) {
        Effect.Write write = randomWrite(promised, random);
        log.stage(write);
        log.commit();
        promised = after(promised, write);
      }
      promised = dieDuringCommit(disk, log, promised, random);
    }
  }

  /** Writes a batch without its force, then fails: it may be found whole, or not at all. */
  private Durable dieDuringCommit(
      VolatileDisk disk, DurableLog log, Durable promised, Random random) throws IOException {
    Effect.Write write = randomWrite(promised, random);
    log.stage(write);
    log.writeStaged();
    disk.crash(random);
    List<String> before = List.copyOf(notices);
    Durable found = DurableLog.open(disk, SELF, 0, 0, notices::add).recovered();
    Durable whole = after(promised, write);
    if (!found.equals(promised) && !found.equals(whole)) {
      fail("neither before nor after: " + found + "; notices " + before);
    }
    return found;
  }

  private Effect.Write randomWrite(Durable state, Random random) {
    long last = state.log().size();
    long lastTerm = state.log().isEmpty() ? 0 : state.log().getLast().term();
    long term = Math.max(lastTerm, state.ballot().term()) + random.nextInt(2);
    long cut = last > 0 && random.nextInt(4) == 0 ? 1 + random.nextLong(last) : 0;
    long next = cut > 0 ? cut : last + 1;
    List<Entry> entries = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.add(entry(term, next++, "x".repeat(random.nextInt(900))));
    }
    Optional<Ballot> ballot =
        entries.isEmpty() || random.nextBoolean() ? ballot(term, "n3") : Optional.empty();
    return write(ballot, cut, entries.toArray(Entry[]::new));
  }

  private static Durable after(Durable state, Effect.Write write) {
    List<Entry> entries = new ArrayList<>(state.log());
    write.truncateFrom().ifPresent(from -> entries.subList((int) from - 1, entries.size()).clear());
    entries.addAll(write.append());
    return new Durable(write.ballot().orElse(state.ballot()), entries);
  }

  /**
   * Returns the offset at which the last of three batches begins. Their texts are of lengths that
   * need no padding: a bit there says nothing, and nobody reads it.
   */
  private long threeBatches(Disk disk) throws IOException {
    DurableLog log = DurableLog.open(disk, SELF, EPOCH, 0, notices::add);
    commit(log, write(ballot(1, "n1"), 0, entry(1, 1, "first, ")));
    commit(log, write(Optional.empty(), 0, entry(1, 2, "a longer, ")));
    long start = disk.open(DurableLog.FILE).size();
    commit(log, write(Optional.empty(), 0, entry(1, 3, "last one, ")));
    return start;
  }

  private static void flipOneBit(Disk disk, long offset) throws IOException {
    Disk.File file = disk.open(DurableLog.FILE);
    byte[] bytes = file.read(offset, 1);
    bytes[0] ^= 4;
    file.write(offset, bytes);
  }

  private DurableLog open(Disk disk) throws IOException {
    return DurableLog.open(disk, SELF, EPOCH, STEP, notices::add);
  }

  private static void commit(DurableLog log, Effect.Write write) throws IOException {
    log.stage(write);
    log.commit();
  }

  private Effect.Write write(Optional<Ballot> ballot, long cut, Entry... entries) {
    return new Effect.Write(
        ++writes, ballot, cut > 0 ? OptionalLong.of(cut) : OptionalLong.empty(), List.of(entries));
  }

  private static Optional<Ballot> ballot(long term, String votedFor) {
    return Optional.of(
        new Ballot(
            term, votedFor.isEmpty() ? Optional.empty() : Optional.of(new NodeId(votedFor))));
  }

  private static EntryId id(long term, long index) {
    return new EntryId(term, index);
  }

  private static Entry entry(long term, long index, String text) {
    return new Entry(id(term, index), Entry.Kind.COMMAND, new Payload(DiskContract.bytes(text)));
  }
}
