package minos.node.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.NodeId;
import minos.raft.SnapshotMark;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A store of snapshots")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotStoreTest {
  private final VolatileDisk disk = new VolatileDisk(new MemoryDisk());

  private static SnapshotMark mark(long index) {
    return new SnapshotMark(new EntryId(2, index), Membership.of(List.of(new NodeId("n1"))));
  }

  private static byte[] state(long index) {
    byte[] state = new byte[3000];
    new SplittableRandom(index).nextBytes(state);
    return state;
  }

  private static void write(SnapshotStore store, long index) throws IOException {
    store.begin(mark(index));
    store.append(state(index));
    assertEquals(mark(index), store.finish());
  }

  private static byte[] stateIn(SnapshotStore store) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.newest().orElseThrow().readState(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] file(SnapshotStore store) throws IOException {
    SnapshotFile file = store.newest().orElseThrow();
    return file.read(0, (int) file.size());
  }

  private static Optional<SnapshotMark> newest(SnapshotStore store) {
    return store.newest().map(SnapshotFile::mark);
  }

  /** "As well as any prior snapshot" (§7): one is enough. */
  @Test
  void keeps_the_newest_and_nothing_else() throws IOException {
    SnapshotStore store = SnapshotStore.open(disk);
    write(store, 5);
    write(store, 9);
    write(store, 7);

    SnapshotStore reopened = SnapshotStore.open(disk);

    assertEquals(Optional.of(mark(9)), newest(reopened));
    assertArrayEquals(state(9), stateIn(reopened));
    assertEquals(1, disk.names().size());
  }

  @Test
  void after_a_power_failure_holds_what_was_finished_whole() throws IOException {
    for (long seed = 1; seed <= 200; seed++) {
      VolatileDisk volatileDisk = new VolatileDisk(new MemoryDisk());
      SnapshotStore store = SnapshotStore.open(volatileDisk);
      write(store, 5);
      store.begin(mark(9));
      store.append(state(9));
      volatileDisk.crash(new SplittableRandom(seed));

      SnapshotStore reopened = SnapshotStore.open(volatileDisk);

      assertEquals(Optional.of(mark(5)), newest(reopened));
      assertArrayEquals(state(5), stateIn(reopened));
    }
  }

  @Test
  void takes_what_another_sends_in_parts(@TempDir Path folder) throws IOException {
    SnapshotStore sender = SnapshotStore.open(new FolderDisk(folder.resolve("sender")));
    write(sender, 3);
    write(sender, 5);
    byte[] file = file(sender);
    SnapshotStore store = SnapshotStore.open(new FolderDisk(folder.resolve("receiver")));
    write(store, 2);

    for (int from = 0; from < file.length; from += 100) {
      byte[] part = sender.newest().orElseThrow().read(from, 100);
      assertEquals(from + part.length, store.receive(from, part));
    }
    boolean right = store.finishReceived(mark(5));

    assertTrue(right);
    assertArrayEquals(state(5), stateIn(store));
    assertArrayEquals(file, file(store), "to the byte");
  }

  @Test
  void says_where_the_next_part_must_begin() throws IOException {
    SnapshotStore store = SnapshotStore.open(disk);

    assertEquals(0, store.receive(100, new byte[100]), "nothing is there yet");
    assertEquals(100, store.receive(0, new byte[100]));
    assertEquals(100, store.receive(300, new byte[100]), "there is a gap");
    assertEquals(60, store.receive(0, new byte[60]), "begun anew");
  }

  @Test
  void throws_away_what_was_sent_if_it_is_wrong_as_a_whole() throws IOException {
    SnapshotStore sender = SnapshotStore.open(new MemoryDisk());
    write(sender, 5);
    SnapshotStore store = SnapshotStore.open(disk);
    write(store, 3);
    byte[] damaged = file(sender);
    damaged[1000] ^= 1;

    store.receive(0, damaged);
    boolean damagedIsRight = store.finishReceived(mark(5));
    store.receive(0, file(sender));
    boolean anotherIsRight = store.finishReceived(mark(6));

    assertFalse(damagedIsRight);
    assertFalse(anotherIsRight, "it is not what it was said to be");
    assertEquals(Optional.of(mark(3)), newest(store));
  }

  @Test
  void never_opens_what_is_damaged_and_knows_what_it_was_of_unless_that_is_damaged_too()
      throws IOException {
    MemoryDisk one = new MemoryDisk();
    write(SnapshotStore.open(one), 5);
    long size = one.open(SnapshotStore.FILE).size();
    int known = 0;
    for (long at = 0; at < size; at++) {
      new FaultyDisk(one).flip(SnapshotStore.FILE, at, 1 << (at % 8));

      SnapshotCorrupted why =
          assertThrows(SnapshotCorrupted.class, () -> SnapshotStore.open(one), "byte " + at);

      new FaultyDisk(one).flip(SnapshotStore.FILE, at, 1 << (at % 8));
      assertTrue(String.valueOf(why.getMessage()).startsWith("raft.snapshot: corrupted"), "" + why);
      assertEquals(mark(5), why.mark().orElse(mark(5)), "byte " + at);
      known += why.mark().isPresent() ? 1 : 0;
    }

    assertTrue(known > 2900 && known < size, known + " of " + size);
  }

  @Test
  void keeps_the_one_before_until_the_next_can_be_read_back() throws IOException {
    FaultyDisk faulty = new FaultyDisk(disk);
    SnapshotStore store = SnapshotStore.open(faulty);
    write(store, 5);
    store.begin(mark(9));
    store.append(state(9));
    faulty.flip("raft.snapshot.taken", 1000, 1);

    assertThrows(SnapshotRefused.class, store::finish);
    store.abandon();

    assertEquals(Optional.of(mark(5)), newest(SnapshotStore.open(disk)));
    write(store, 9);
    assertEquals(Optional.of(mark(9)), newest(SnapshotStore.open(disk)));
  }

  @Test
  void has_the_one_before_where_there_is_no_room_for_the_next() throws IOException {
    FaultyDisk full = new FaultyDisk(disk);
    SnapshotStore store = SnapshotStore.open(full);
    write(store, 5);
    full.limitTo(5000);
    store.begin(mark(9));

    SnapshotRefused why = assertThrows(SnapshotRefused.class, () -> store.append(state(9)));
    store.abandon();

    assertEquals("No space left on device", why.getMessage());
    assertEquals(Optional.of(mark(5)), newest(store));
    assertEquals(1, disk.names().size());
  }

  @Test
  void begins_anew_with_what_another_sends_where_there_was_no_room_for_it() throws IOException {
    FaultyDisk full = new FaultyDisk(disk);
    SnapshotStore store = SnapshotStore.open(full);
    full.limitTo(150);
    assertEquals(100, store.receive(0, new byte[100]));

    assertThrows(SnapshotRefused.class, () -> store.receive(100, new byte[100]));

    assertEquals(0, store.receive(200, new byte[100]));
    assertEquals(100, store.receive(0, new byte[100]));
  }
}
