package minos.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import minos.node.disk.FaultyDisk;
import minos.node.disk.MemoryDisk;
import minos.node.disk.SnapshotCorrupted;
import minos.node.disk.SnapshotStore;
import minos.raft.Effect;
import minos.raft.EntryId;
import minos.raft.Membership;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.Rules;
import minos.raft.SnapshotMark;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A leader's snapshot on its way to others")
@DisplayNameGeneration(ReplaceUnderscores.class)
class StoredSnapshotsTest {
  private static final NodeId BERT = new NodeId("bert");
  private static final SnapshotMark MARK =
      new SnapshotMark(new EntryId(1, 9), Membership.of(List.of(BERT)));

  private final FaultyDisk disk = new FaultyDisk(new MemoryDisk());
  private final Deque<StoredSnapshots.Step> steps = new ArrayDeque<>();
  private final List<Message> sent = new ArrayList<>();

  @Test
  void goes_out_chunk_by_chunk() throws IOException {
    StoredSnapshots snapshots = holding(new byte[1000]);

    send(snapshots, 0);
    send(snapshots, 600);

    assertEquals(
        List.of(0L, 600L),
        sent.stream().map(message -> ((Message.InstallRequest) message).chunk().offset()).toList());
  }

  /** Whoever gets it finds out, and asks for all of it again: for ever. */
  @Test
  void is_not_sent_where_it_has_rotted_since_it_was_written() throws IOException {
    StoredSnapshots snapshots = holding(new byte[1000]);
    disk.flip(SnapshotStore.FILE, 500, 1);

    assertThrows(SnapshotCorrupted.class, () -> send(snapshots, 0));

    assertEquals(List.of(), sent);
  }

  private StoredSnapshots holding(byte[] state) throws IOException {
    SnapshotStore store = SnapshotStore.open(disk);
    store.begin(MARK);
    store.append(state);
    assertEquals(MARK, store.finish());
    return new StoredSnapshots(
        store,
        Rules.OF_THE_PAPER,
        steps::addLast,
        (to, message) -> sent.add(message),
        told -> {
          throw new AssertionError("nothing is to be told");
        });
  }

  private void send(StoredSnapshots snapshots, long offset) throws IOException {
    snapshots.send(new Effect.SendChunk(BERT, 1, MARK, offset, 600, 0));
    steps.removeFirst().run();
  }
}
