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
import minos.raft.InvariantViolated;
import minos.raft.NodeId;
import minos.raft.Payload;
import minos.raft.Rules;
import minos.raft.Space;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A durable log")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DurableLogTest {
  private static final NodeId SELF = new NodeId("n1");
  private static final long EPOCH = 0x1234_5678_9abc_def0L;

  /** Small, so that even short logs have several. */
  private static final int SEGMENT = 1 << 12;

  private static final String FIRST = "log-0000000001";

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
            () -> DurableLog.open(disk, settings(new NodeId("n2"), EPOCH), notices::add));

    assertEquals("ballot: belongs to server n1, not to n2", refused.getMessage());
  }

  @Test
  void never_writes_again_after_a_failure() throws IOException {
    VolatileDisk disk = new VolatileDisk(new MemoryDisk());
    DurableLog log = open(disk);
    disk.crash(new Random(1));
    log.stage(write(ballot(1, "n1"), 0));

    assertThrows(IOException.class, log::commit);
    IOException second = assertThrows(IOException.class, log::commit);

    assertEquals("log-0000000001: an earlier write failed", second.getMessage());
  }

  @Test
  void cuts_a_torn_tail_and_says_so() throws IOException {
    Disk disk = new MemoryDisk();
    DurableLog log = open(disk);
    commit(log, write(ballot(1, "n1"), 0, entry(1, 1, "kept")));
    disk.open(FIRST).write(600, new byte[] {0, 0, 0, 40, 1, 2, 3, 4, 5});

    DurableLog again = open(disk);
    Durable found = again.recovered();

    assertEquals(List.of(entry(1, 1, "kept")), found.log());
    assertEquals(0, found.damagedIn());
    assertEquals(
        List.of(
            FIRST
                + ": cut at offset 576 of 609 (a write that was not finished, and never promised"
                + " to anyone)"),
        notices);
    commit(again, write(Optional.empty(), 0, entry(1, 2, "after")));
    assertEquals(2, open(disk).recovered().log().size());
  }

  @Test
  void says_that_it_does_not_read_the_log_of_an_older_version() throws IOException {
    Disk disk = new MemoryDisk();
    disk.open("raft.log").write(0, new byte[] {1});

    IOException refused = assertThrows(IOException.class, () -> open(disk));

    assertEquals(
        "raft.log: a log of an older version, which this one cannot read; move it away to start"
            + " with an empty log, or run the older version",
        refused.getMessage());
  }

  @Test
  void refuses_what_no_server_writes_even_if_its_checksums_are_right() throws IOException {
    assertRefused("an entry of term 1 after one of 2", 0, entry(2, 1, "a"), entry(1, 2, "b"));
    assertRefused("entry 3 where 2 belongs", 0, entry(1, 1, "a"), entry(1, 3, "c"));
    assertRefused("a cut at index 5 of entries 0 to 0", 5, entry(1, 5, "a"));
  }

  private void assertRefused(String why, long cut, Entry... entries) throws IOException {
    Disk disk = new MemoryDisk();
    DurableLog log = DurableLog.open(disk, alone(), notices::add);
    commit(log, write(ballot(2, "n1"), cut, entries));

    LogCorrupted refused =
        assertThrows(LogCorrupted.class, () -> DurableLog.open(disk, alone(), notices::add));

    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::toString);
  }

  @Test
  void goes_on_without_room_for_a_segment_until_the_current_one_is_full(@TempDir Path folder)
      throws IOException {
    FaultyDisk disk = new FaultyDisk(new FolderDisk(folder));
    DurableLog log = open(disk, 1 << 16);
    commit(log, write(ballot(1, "n1"), 0, entry(1, 1, "x".repeat(500))));
    disk.limitTo(13_000);

    Optional<String> refused = log.prepare(() -> {});

    assertEquals(Optional.of("No space left on device"), refused);
    assertEquals(Space.LOW, log.space());
    for (int index = 2; log.space() == Space.LOW; index++) {
      commit(log, write(Optional.empty(), 0, entry(1, index, "x".repeat(500))));
    }
    assertEquals(Space.NONE, log.space());
    disk.limitTo(1 << 20);
    assertEquals(Optional.empty(), log.prepare(() -> {}));
    assertEquals(Space.ENOUGH, log.space());
    assertEquals(
        List.of(
            "spare: no room for 8192 bytes (No space left on device); a leader refuses writes"
                + " until there is",
            "spare: there is room again"),
        notices);
  }

  /** All of a log, for as long as the server runs, would be a second copy of it in memory. */
  @Test
  void tells_once_what_it_held_and_keeps_none_of_it() throws IOException {
    Disk disk = new MemoryDisk();
    commit(open(disk), write(ballot(1, "n1"), 0, entry(1, 1, "a")));
    DurableLog again = open(disk);

    assertEquals(1, again.recovered().log().size());
    assertThrows(InvariantViolated.class, again::recovered);
  }

  @Test
  void drops_the_segments_that_a_snapshot_covers() throws IOException {
    Disk disk = new MemoryDisk();
    DurableLog log = fourSegments(disk);

    log.compact(id(1, 2));
    log.close();

    DurableLog again = open(disk);
    assertEquals(id(1, 2), again.base());
    Durable found = again.recovered();
    assertEquals(List.of(large(3), large(4)), found.log());
    assertEquals(0, found.damagedIn());
    commit(again, write(Optional.empty(), 0, entry(1, 5, "e")));
    assertEquals(3, open(disk).recovered().log().size());
  }

  @Test
  void starts_over_where_a_snapshot_ends() throws IOException {
    Disk disk = new MemoryDisk();
    DurableLog log = fourSegments(disk);

    log.reset(id(7, 100));
    commit(log, write(ballot(7, "n2"), 0, entry(7, 101, "z")));

    DurableLog again = open(disk);
    assertEquals(id(7, 100), again.base());
    assertEquals(List.of(entry(7, 101, "z")), again.recovered().log());
    assertEquals(List.of("ballot", "log-0000000005"), List.copyOf(disk.names()));
  }

  @Test
  void is_all_there_or_all_gone_when_the_power_fails_while_it_starts_over() throws IOException {
    int kept = 0;
    for (int seed = 0; seed < 100; seed++) {
      VolatileDisk below = new VolatileDisk(new MemoryDisk());
      FaultyDisk disk = new FaultyDisk(below);
      DurableLog log = fourSegments(disk);
      FaultyDisk.Operation operation =
          seed % 2 == 0 ? FaultyDisk.Operation.NAME : FaultyDisk.Operation.FORCE;
      disk.fail(operation, seed / 2 % 14, 1, "power");
      try {
        log.reset(id(7, 100));
      } catch (IOException e) {
        kept++;
      }
      below.crash(new Random(seed));

      DurableLog again = open(below);
      Durable found = again.recovered();

      if (again.base().equals(EntryId.NONE)) {
        assertEquals(4, found.log().size(), "seed " + seed);
      } else {
        assertEquals(id(7, 100), again.base(), "seed " + seed);
        assertEquals(List.of(), found.log(), "seed " + seed);
      }
      assertEquals(0, found.damagedIn(), "seed " + seed);
    }
    assertTrue(kept > 20, "only " + kept + " were interrupted");
  }

  private static Entry large(long index) {
    return entry(1, index, "x".repeat(1600));
  }

  /** Each with one entry. */
  private DurableLog fourSegments(Disk disk) throws IOException {
    DurableLog log = open(disk);
    commit(log, write(ballot(1, "n1"), 0, large(1)));
    commit(log, write(Optional.empty(), 0, large(2)));
    commit(log, write(Optional.empty(), 0, large(3)));
    commit(log, write(Optional.empty(), 0, large(4)));
    return log;
  }

  @Test
  void keeps_all_that_was_committed_through_any_power_failures() throws IOException {
    int torn = 0;
    for (int seed = 0; seed < 400; seed++) {
      notices.clear();
      surviveCrashes(new Random(seed), "seed " + seed);
      torn += notices.size();
    }

    assertTrue(torn > 100, "only " + torn + " tails were torn: the test has no teeth");
  }

  private void surviveCrashes(Random random, String seed) throws IOException {
    VolatileDisk disk = new VolatileDisk(new MemoryDisk());
    Durable promised = Durable.NOTHING;
    for (int life = 0; life < 6; life++) {
      DurableLog log = DurableLog.open(disk, settings(SELF, EPOCH + life), notices::add);
      assertEquals(promised, log.recovered(), seed);
      for (int i = random.nextInt(5); i > 0; i--) {
        Effect.Write write = randomWrite(promised, random);
        log.stage(write);
        log.commit();
        promised = after(promised, write);
        if (random.nextInt(3) == 0) {
          assertEquals(Optional.empty(), log.prepare(() -> {}));
        }
      }
      promised = dieDuringCommit(disk, log, promised, random);
    }
  }

  /** Writes a batch without its force, then fails: it may be found whole, or not at all. */
  private Durable dieDuringCommit(
      VolatileDisk disk, DurableLog log, Durable promised, Random random) throws IOException {
    Effect.Write write = randomEntries(promised, random);
    log.stage(write);
    log.writeStaged();
    disk.crash(random);
    List<String> before = List.copyOf(notices);
    Durable found = open(disk).recovered();
    Durable whole = after(promised, write);
    if (!found.equals(promised) && !found.equals(whole)) {
      fail("neither before nor after: " + found + "; notices " + before);
    }
    return found;
  }

  private Effect.Write randomWrite(Durable state, Random random) {
    Effect.Write write = randomEntries(state, random);
    return random.nextInt(3) > 0
        ? write
        : new Effect.Write(
            write.number(),
            ballot(state.ballot().term() + 1, "n3"),
            write.truncateFrom(),
            write.append());
  }

  private Effect.Write randomEntries(Durable state, Random random) {
    long last = state.log().size();
    long lastTerm = state.log().isEmpty() ? 0 : state.log().getLast().term();
    long term = Math.max(lastTerm, state.ballot().term()) + random.nextInt(2);
    long cut = last > 0 && random.nextInt(4) == 0 ? 1 + random.nextLong(last) : 0;
    long next = cut > 0 ? cut : last + 1;
    List<Entry> entries = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      entries.add(entry(term, next++, "x".repeat(random.nextInt(900))));
    }
    return write(Optional.empty(), cut, entries.toArray(Entry[]::new));
  }

  private static Durable after(Durable state, Effect.Write write) {
    List<Entry> entries = new ArrayList<>(state.log());
    write.truncateFrom().ifPresent(from -> entries.subList((int) from - 1, entries.size()).clear());
    entries.addAll(write.append());
    return new Durable(write.ballot().orElse(state.ballot()), entries);
  }

  private DurableLog open(Disk disk) throws IOException {
    return DurableLog.open(disk, settings(SELF, EPOCH), notices::add);
  }

  private static DurableLog.Settings settings(NodeId owner, long epoch) {
    return new DurableLog.Settings(owner, epoch, SEGMENT, true, Rules.OF_THE_PAPER);
  }

  private DurableLog open(Disk disk, int segmentBytes) throws IOException {
    return DurableLog.open(
        disk,
        new DurableLog.Settings(SELF, EPOCH, segmentBytes, true, Rules.OF_THE_PAPER),
        notices::add);
  }

  private static DurableLog.Settings alone() {
    return new DurableLog.Settings(SELF, EPOCH, SEGMENT, false, Rules.OF_THE_PAPER);
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
