package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.CARL;
import static minos.raft.Scene.LAST;
import static minos.raft.Scene.append;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Quotations are of §7 of the paper and of its figure 13. */
@DisplayName("A server that compacts its log")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SnapshottingTest {
  /** Every applied entry is one too many, and no tail is kept. */
  private static final Compaction AT_ONCE = new Compaction(1, 0, 4);

  private static final NodeId ME = new NodeId("me");
  private static final Membership THREE = Membership.of(List.of(ANNA, BERT, ME));

  /** In term 3, with a log of the terms 1, 1, 2, 2, 2, as far as ANNA says it is committed. */
  private static Lone follower(Compaction compaction, long committed) {
    Lone follower =
        new Lone(
            new Durable(new Ballot(3, Optional.empty()), Lone.log(1, 1, 2, 2, 2)),
            Rules.OF_THE_PAPER,
            Lone.config(ANNA, BERT).with(compaction));
    follower.receives(ANNA, append(3, LAST, committed));
    return follower;
  }

  private static List<SnapshotMark> taken(Lone server) {
    return server.of(Effect.TakeSnapshot.class).stream().map(Effect.TakeSnapshot::mark).toList();
  }

  // When and what

  /** "One simple strategy is to take a snapshot when the log reaches a fixed size in bytes." */
  @Test
  void takes_a_snapshot_when_so_many_bytes_were_applied() {
    Compaction hundred = new Compaction(100, 0, 4);

    assertEquals(0, taken(follower(hundred, 3)).size(), "99 bytes");
    assertEquals(1, taken(follower(hundred, 4)).size(), "132 bytes");
  }

  /**
   * "Each server takes snapshots independently, covering just the committed entries in its log."
   */
  @Test
  void covers_what_is_committed_and_asks_nobody() {
    Lone follower = follower(AT_ONCE, 3);

    assertEquals(
        List.of(new EntryId(2, 3)), taken(follower).stream().map(SnapshotMark::last).toList());
    assertEquals(1, follower.sends().size(), "the answer to the append");
  }

  /**
   * "The last included index is the index of the last entry in the log that the snapshot replaces
   * (the last entry the state machine had applied), and the last included term is the term of this
   * entry."
   */
  @Test
  void names_the_last_entry_that_the_state_machine_had_applied() {
    Lone follower = follower(AT_ONCE, 5);

    EntryId applied = follower.of(Effect.Apply.class).getLast().entry().id();
    assertEquals(applied, taken(follower).getLast().last());
    assertEquals(LAST, applied, "of term 2, though it is term 3 now");
  }

  /** "The snapshot also includes the latest configuration in the log as of last included index." */
  @Test
  void holds_the_members_as_of_its_last_entry_and_no_later_ones() {
    Lone follower = follower(new Compaction(180, 0, 4), 0);
    Membership four = Membership.of(List.of(ANNA, BERT, CARL, ME));
    Entry change =
        new Entry(new EntryId(3, 6), Entry.Kind.MEMBERSHIP, MembershipCodec.encode(four));
    follower.receives(ANNA, append(3, LAST, 5, change));
    assertEquals(0, taken(follower).size());
    assertEquals(four, follower.core().status().membership());

    Lone atOnce = follower(AT_ONCE, 0);
    atOnce.receives(ANNA, append(3, LAST, 5, change));

    assertEquals(THREE, taken(atOnce).getLast().membership());
  }

  /**
   * "Writing a snapshot can take a significant amount of time, and we do not want this to delay."
   */
  @Test
  void applies_what_is_committed_while_a_snapshot_is_written() {
    Lone follower = follower(AT_ONCE, 3);

    follower.receives(ANNA, append(3, LAST, 5));

    assertEquals(5, follower.of(Effect.Apply.class).size());
    assertEquals(1, taken(follower).size(), "one at a time");
  }

  /**
   * "The entire current system state is written to a snapshot on stable storage, then the entire
   * log up to that point is discarded."
   */
  @Test
  void discards_the_log_once_the_snapshot_is_on_stable_storage() {
    Lone follower = follower(AT_ONCE, 3);
    List<Effect.Compact> before = follower.of(Effect.Compact.class);

    follower.steps(new Event.SnapshotTaken(taken(follower).getLast(), 10));

    assertEquals(List.of(), before);
    assertEquals(List.of(new Effect.Compact(new EntryId(2, 3))), follower.of(Effect.Compact.class));
    assertEquals(4, follower.core().firstIndex());
    assertEquals(5, follower.core().status().lastIndex(), "what is not committed stays");
  }

  /**
   * "These are preserved to support the AppendEntries consistency check for the first log entry
   * following the snapshot."
   */
  @Test
  void checks_the_first_entry_after_the_snapshot_against_its_last() {
    Lone follower = follower(AT_ONCE, 5);
    follower.steps(new Event.SnapshotTaken(taken(follower).getLast(), 10));
    follower.forgetEffects();

    follower.receives(ANNA, append(3, new EntryId(3, 6), 5, Lone.entry(3, 7)));
    follower.receives(ANNA, append(3, LAST, 5, Lone.entry(3, 6)));
    follower.persistAll();

    assertEquals(
        List.of(new Message.AppendReply(3, false, 5, 0), new Message.AppendReply(3, true, 6, 0)),
        follower.sentTo(ANNA));
  }

  // Sending it

  /** All of its log is in a snapshot; ANNA has it, and BERT has nothing. */
  private static Lone leader() {
    Lone leader =
        new Lone(Durable.NOTHING, Rules.OF_THE_PAPER, Lone.config(ANNA, BERT).with(AT_ONCE))
            .takesOffice(ANNA, BERT);
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.steps(new Event.SnapshotTaken(taken(leader).getLast(), 10));
    leader.receives(BERT, new Message.AppendReply(1, false, 0, 0));
    return leader;
  }

  private static List<Long> offsets(Lone leader) {
    return leader.of(Effect.SendChunk.class).stream().map(Effect.SendChunk::offset).toList();
  }

  /**
   * "This happens when the leader has already discarded the next log entry that it needs to send to
   * a follower"; "a follower that has kept up with the leader would already have this entry".
   */
  @Test
  void sends_its_snapshot_to_who_lacks_what_it_has_discarded_and_to_nobody_else() {
    Lone leader = leader();

    assertEquals(
        List.of(BERT),
        leader.of(Effect.SendChunk.class).stream().map(Effect.SendChunk::to).toList());
  }

  /** "Reply and wait for more data chunks if done is false": where the follower wants to go on. */
  @Test
  void goes_on_where_the_follower_wants_the_next_chunk() {
    Lone leader = leader();

    leader.receives(BERT, new Message.InstallReply(1, new EntryId(1, 1), 4, 0));
    leader.receives(BERT, new Message.InstallReply(1, new EntryId(1, 1), 4, 0));
    leader.receives(BERT, new Message.InstallReply(1, new EntryId(1, 1), 8, 0));

    assertEquals(List.of(0L, 4L, 8L), offsets(leader), "a repeated answer sends nothing twice");
  }

  /** "A new server joining the cluster would not" have the entry. */
  @Test
  void brings_a_new_server_up_to_date_by_a_snapshot() {
    Ensemble cluster = new Ensemble(3, Rules.OF_THE_PAPER, AT_ONCE).campaign(1);
    cluster.propose(1, 1, "a").settle().propose(1, 2, "b").settle().start(4);

    cluster.change(1, 3, MembershipChange.add(Ensemble.node(4), "")).settle();
    cluster.pass(Duration.ofSeconds(1));

    assertTrue(!cluster.effects(4, Effect.LoadSnapshot.class).isEmpty());
    assertEquals(List.of("a", "b"), cluster.state(4));
    assertTrue(cluster.status(4).membership().voters().contains(Ensemble.node(4)));
  }

  // Receiving it

  private static SnapshotMark mark(long term, long index, NodeId... members) {
    return new SnapshotMark(new EntryId(term, index), Membership.of(List.of(members)));
  }

  private static Message.InstallRequest install(
      long term, SnapshotMark mark, long offset, int bytes, boolean last) {
    return new Message.InstallRequest(
        term, mark, Chunk.of(offset, new Payload(new byte[bytes]), last), 0);
  }

  /** "Reply immediately if term < currentTerm." */
  @Test
  void refuses_the_snapshot_of_a_leader_of_the_past() {
    Lone follower = follower(AT_ONCE, 0);
    follower.forgetEffects();

    follower.receives(BERT, install(2, mark(2, 9, ANNA, BERT, ME), 0, 4, true));

    assertEquals(List.of(new Message.AppendReply(3, false, 5, 0)), follower.sentTo(BERT));
    assertEquals(List.of(), follower.of(Effect.StoreChunk.class));
  }

  /** "Write data into snapshot file at given offset"; what does not fit there is asked for. */
  @Test
  void stores_chunk_after_chunk_and_says_which_comes_next() {
    Lone follower = follower(AT_ONCE, 0);
    SnapshotMark mark = mark(3, 9, ANNA, BERT, ME);
    follower.forgetEffects();

    follower.receives(ANNA, install(3, mark, 0, 4, false));
    follower.steps(new Event.ChunkStored(mark.last(), 4));
    follower.receives(ANNA, install(3, mark, 8, 4, false));
    follower.receives(ANNA, install(3, mark, 4, 4, false));

    assertEquals(
        List.of(0L, 4L),
        follower.of(Effect.StoreChunk.class).stream()
            .map(chunk -> chunk.chunk().offset())
            .toList());
    assertEquals(
        List.of(4L, 4L),
        follower.sentTo(ANNA).stream()
            .map(message -> ((Message.InstallReply) message).nextOffset())
            .toList());
  }

  @Test
  void asks_again_for_a_chunk_that_was_damaged_on_its_way() {
    Lone follower = follower(AT_ONCE, 0);
    SnapshotMark mark = mark(3, 9, ANNA, BERT, ME);
    Chunk damaged = new Chunk(0, new Payload(new byte[] {1}), false, 7);
    follower.forgetEffects();

    follower.receives(ANNA, new Message.InstallRequest(3, mark, damaged, 0));

    assertEquals(List.of(new Message.InstallReply(3, mark.last(), 0, 0)), follower.sentTo(ANNA));
    assertEquals(List.of(), follower.of(Effect.StoreChunk.class));
  }

  /** The next leader may have the same snapshot: what is stored of it is not sent again. */
  @Test
  void goes_on_with_the_same_snapshot_of_the_next_leader() {
    Lone follower = follower(AT_ONCE, 0);
    SnapshotMark mark = mark(3, 9, ANNA, BERT, ME);
    follower.receives(ANNA, install(3, mark, 0, 4, false));
    follower.steps(new Event.ChunkStored(mark.last(), 4));

    follower.receives(BERT, install(4, mark, 0, 4, false));

    assertEquals(new Message.InstallReply(4, mark.last(), 4, 0), follower.sentTo(BERT).getLast());
    assertEquals(1, follower.of(Effect.StoreChunk.class).size());
  }

  /**
   * "Usually the snapshot will contain new information not already in the recipient's log. In this
   * case, the follower discards its entire log", and "reset[s] state machine using snapshot
   * contents (and load snapshot's cluster configuration)".
   */
  @Test
  void puts_a_snapshot_in_the_place_of_its_log_its_state_and_its_members() {
    Lone follower = follower(AT_ONCE, 2);
    SnapshotMark mark = mark(3, 4, ANNA, BERT, CARL, ME);

    follower.receives(ANNA, install(3, mark, 0, 4, true));
    follower.steps(new Event.SnapshotReceived(mark, 4));

    RaftCore.Status status = follower.core().status();
    assertEquals(List.of(new Effect.ResetLog(mark.last())), follower.of(Effect.ResetLog.class));
    assertEquals(List.of(new Effect.LoadSnapshot(mark)), follower.of(Effect.LoadSnapshot.class));
    assertEquals(
        List.of(5L, 4L, 4L),
        List.of(status.lastIndex() + 1, status.lastIndex(), status.commitIndex()));
    assertEquals(mark.membership(), status.membership());
    assertEquals(new Message.AppendReply(3, true, 4, 0), follower.sentTo(ANNA).getLast());
  }

  /**
   * "If instead the follower receives a snapshot that describes a prefix of its log (due to
   * retransmission or by mistake), [...] entries following the snapshot are still valid and must be
   * retained."
   */
  @Test
  void retains_what_follows_a_snapshot_of_a_prefix_of_its_log() {
    Lone follower = follower(AT_ONCE, 0);
    SnapshotMark mark = mark(2, 3, ANNA, BERT, ME);

    follower.receives(ANNA, install(3, mark, 0, 4, true));

    assertEquals(5, follower.core().status().lastIndex());
    assertEquals(3, follower.core().status().commitIndex(), "what is in a snapshot is committed");
    assertEquals(List.of(), follower.of(Effect.LoadSnapshot.class));
    assertEquals(new Message.AppendReply(3, true, 3, 0), follower.sentTo(ANNA).getLast());
  }

  // A long outage

  /**
   * Chunks of four bytes, one of which gets lost on its way, and then the connection for a while.
   */
  @Test
  void comes_back_from_a_long_outage_by_a_snapshot_that_goes_on_where_it_was_interrupted() {
    Ensemble cluster = new Ensemble(3, Rules.OF_THE_PAPER, AT_ONCE).campaign(1).cut(3);
    List<String> commands = IntStream.range(0, 20).mapToObj(i -> "c" + i).toList();
    for (int i = 0; i < commands.size(); i++) {
      cluster.propose(1, i, commands.get(i)).settle();
    }
    assertTrue(cluster.status(1).firstIndex() > 10, "the leader has forgotten what n3 lacks");

    List<Long> arrived = new ArrayList<>();
    cluster.heal().lose(message -> isThirdChunk(message, arrived)).pass(Duration.ofMillis(500));
    cluster.heal().cut(3).pass(Duration.ofMillis(100));
    cluster.heal().pass(Duration.ofSeconds(5));

    assertEquals(commands, cluster.state(3));
    assertEquals(cluster.status(1).commitIndex(), cluster.status(3).commitIndex());
    assertEquals(List.of(0L, 4L), arrived.subList(0, 2));
    List<Long> stored =
        cluster.effects(3, Effect.StoreChunk.class).stream()
            .map(chunk -> chunk.chunk().offset())
            .toList();
    assertEquals(stored.stream().sorted().distinct().toList(), stored, "each once, and in order");
  }

  private static boolean isThirdChunk(Message message, List<Long> arrived) {
    if (message instanceof Message.InstallRequest request) {
      arrived.add(request.chunk().offset());
      return request.chunk().offset() == 8;
    }
    return false;
  }
}
