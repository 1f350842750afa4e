package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.CARL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A server whose disk does not take a snapshot")
@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotGivenUpTest {
  private static final Compaction EVERY_HUNDRED_BYTES = new Compaction(100, 0, 4);

  /** "The state is written to a snapshot on stable storage, then the log is discarded" (§7). */
  @Test
  void keeps_its_log_and_tries_again_when_so_much_more_was_applied() {
    Lone alone =
        new Lone(
            Durable.NOTHING, Rules.OF_THE_PAPER, Lone.config(ANNA, BERT).with(EVERY_HUNDRED_BYTES));
    alone.takesOffice(ANNA, BERT);
    alone.persistAll();
    apply(alone, 1);
    SnapshotMark first = alone.of(Effect.TakeSnapshot.class).getLast().mark();

    alone.steps(new Event.SnapshotGivenUp(first, "no room"));
    int asked = alone.of(Effect.TakeSnapshot.class).size();
    apply(alone, 2);

    assertEquals(1, asked, "not at once");
    assertEquals(2, alone.of(Effect.TakeSnapshot.class).size());
    assertEquals(List.of(), alone.of(Effect.Compact.class));
  }

  private static void apply(Lone leader, long request) {
    leader.steps(new Event.Proposed(request, new Payload(new byte[100])));
    leader.persistAll();
    long last = leader.core().status().lastIndex();
    leader.receives(ANNA, new Message.AppendReply(1, true, last, 0));
  }

  @Test
  void asks_for_a_leaders_from_the_beginning_when_it_is_sent_the_next_chunk() {
    Lone follower = Scene.server(Rules.OF_THE_PAPER);
    SnapshotMark mark =
        new SnapshotMark(
            new EntryId(3, 9),
            Membership.of(List.of(ANNA, BERT, CARL, follower.core().status().self())));
    follower.receives(ANNA, chunk(mark, 0));
    follower.steps(new Event.ChunkStored(mark.last(), 9));
    follower.receives(ANNA, chunk(mark, 9));
    follower.forgetEffects();

    follower.steps(new Event.ChunksLost(mark.last(), "no room"));
    assertTrue(follower.sentTo(ANNA).isEmpty(), "or both would be busy with it for nothing");
    follower.receives(ANNA, chunk(mark, 9));

    assertEquals(0, ((Message.InstallReply) follower.sentTo(ANNA).getLast()).nextOffset());
    follower.receives(ANNA, chunk(mark, 0));
    assertEquals(0, follower.of(Effect.StoreChunk.class).getLast().chunk().offset());
  }

  private static Message chunk(SnapshotMark mark, long offset) {
    return new Message.InstallRequest(
        3, mark, Chunk.of(offset, new Payload(new byte[9]), false), 0);
  }
}
