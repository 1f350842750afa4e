package minos.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Replication")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReplicationTest {
  private static final NodeId ANNA = new NodeId("anna");
  private static final NodeId BERT = new NodeId("bert");

  /**
   * "If the follower does not find an entry in its log with the same index and term, then it
   * refuses the new entries." Reference: §5.3. The hint is the index before the conflicting term.
   */
  @ParameterizedTest(name = "previous entry of term {0} at {1}: matched = {2}, index = {3}")
  @CsvSource({
    "0, 0, true, 0",
    "1, 2, true, 2",
    "2, 5, true, 5",
    "2, 6, false, 5",
    "3, 9, false, 5",
    "3, 5, false, 2",
    "1, 4, false, 2",
    "2, 2, false, 0"
  })
  void checks_the_entry_before_the_new_ones(long term, long index, boolean matched, long answer) {
    Lone follower = follower();

    follower.receives(
        ANNA, new Message.AppendRequest(3, new EntryId(term, index), List.of(), 0, 17));

    assertEquals(
        new Message.AppendReply(3, matched, answer, 17), follower.sends().getLast().message());
  }

  /**
   * "If an existing entry conflicts with a new one, delete the existing entry and all that follow
   * it." Reference: figure 2.
   */
  @Test
  void replaces_a_conflicting_tail_in_one_write_and_acknowledges_after_it() {
    Lone follower = follower();

    follower.receives(
        ANNA,
        new Message.AppendRequest(
            3, new EntryId(2, 3), List.of(Lone.entry(2, 4), Lone.entry(3, 5)), 0, 0));

    Effect.Write write = follower.of(Effect.Write.class).getLast();
    assertEquals(OptionalLong.of(5), write.truncateFrom(), "what agrees stays");
    assertEquals(List.of(Lone.entry(3, 5)), write.append());
    assertEquals(
        new Effect.Send(ANNA, new Message.AppendReply(3, true, 5, 0), write.number()),
        follower.sends().getLast());
  }

  /** An old request must not cut off what a newer one has brought. Reference: figure 2, "if". */
  @Test
  void keeps_its_tail_when_an_old_request_arrives_again() {
    Lone follower = follower();

    follower.receives(
        ANNA, new Message.AppendRequest(3, EntryId.NONE, List.of(Lone.entry(1, 1)), 0, 0));

    assertEquals(5, follower.core().status().lastIndex());
    assertEquals(
        new Message.AppendReply(3, true, 1, 0),
        follower.sends().getLast().message(),
        "acknowledged as far as the request went, not the tail");
  }

  @Test
  void does_not_acknowledge_by_heartbeat_what_is_still_being_written() {
    Lone follower = follower();
    follower.receives(
        ANNA, new Message.AppendRequest(3, new EntryId(2, 5), List.of(Lone.entry(3, 6)), 0, 0));
    long write = follower.of(Effect.Write.class).getLast().number();

    follower.receives(ANNA, new Message.AppendRequest(3, new EntryId(3, 6), List.of(), 0, 0));
    follower.receives(ANNA, new Message.AppendRequest(3, new EntryId(2, 5), List.of(), 0, 0));

    List<Effect.Send> sends = follower.sends();
    assertEquals(write, sends.get(sends.size() - 2).afterWrite());
    assertEquals(0, sends.getLast().afterWrite(), "what is durable is acknowledged at once");
  }

  /** "If leaderCommit > commitIndex, set commitIndex = min(leaderCommit, last new entry)." */
  @ParameterizedTest(name = "leader commit {0}, last new entry {1}: commit {2}")
  @CsvSource({"9, 2, 2", "1, 2, 1", "0, 2, 0", "5, 5, 5"})
  void commits_no_further_than_the_logs_are_known_to_agree(
      long leaderCommit, int last, long commit) {
    Lone follower = follower();
    EntryId previous = Lone.log(1, 1, 2, 2, 2).get(last - 1).id();

    follower.receives(ANNA, new Message.AppendRequest(3, previous, List.of(), leaderCommit, 0));

    assertEquals(commit, follower.core().status().commitIndex());
  }

  /** A reply to a leader of the past must not confirm a read round of its later self. */
  @Test
  void refuses_a_leader_of_the_past_without_confirming_its_round() {
    Lone follower = follower();

    follower.receives(ANNA, new Message.AppendRequest(2, EntryId.NONE, List.of(), 0, 17));

    assertEquals(new Message.AppendReply(3, false, 5, 0), follower.sends().getLast().message());
    assertEquals(Optional.empty(), follower.core().status().leader());
  }

  @Test
  void notices_a_second_leader_of_its_own_term() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    Message.AppendRequest rival = new Message.AppendRequest(1, EntryId.NONE, List.of(), 0, 0);

    assertThrows(InvariantViolated.class, () -> leader.receives(ANNA, rival));
  }

  /** A disk that rots may take the end of a log, and leave what looks like a torn write. */
  @Test
  void sends_again_what_the_followers_disk_has_lost_once_that_is_sure() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));

    int sent = leader.sentTo(ANNA).size();

    leader.receives(ANNA, new Message.AppendReply(1, false, 0, 0));
    assertEquals(sent, leader.sentTo(ANNA).size(), "that may be an old refusal");

    leader.passes(60);
    Message.AppendRequest heartbeat = lastSentTo(leader);
    assertEquals(1, heartbeat.previous().index());
    assertEquals(1, heartbeat.round(), "to tell refusals of this one from older ones");
    leader.receives(ANNA, new Message.AppendReply(1, false, 0, 1));
    assertEquals(EntryId.NONE, lastSentTo(leader).previous());

    leader.receives(ANNA, new Message.AppendReply(1, true, 0, 1));
    assertEquals(1, lastSentTo(leader).entries().size());
  }

  private static Message.AppendRequest lastSentTo(Lone leader) {
    return (Message.AppendRequest) leader.sentTo(ANNA).getLast();
  }

  /** The leader sends at once, in parallel with its own disk. Dissertation §10.2.1. */
  @Test
  void sends_before_the_leaders_own_disk_is_done() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));

    leader.steps(new Event.Proposed(1, new Payload(new byte[3])));

    Effect.Send send = leader.sends().getLast();
    assertEquals(0, send.afterWrite());
    assertEquals(2, ((Message.AppendRequest) send.message()).entries().getFirst().index());
  }

  /** Many clients' commands share a write and a message. Dissertation §10.2.2: batching. */
  @Test
  void writes_and_sends_once_what_was_proposed_at_once() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.forgetEffects();

    leader.stepsAtOnce(
        new Event.Proposed(1, new Payload(new byte[3])),
        new Event.Proposed(2, new Payload(new byte[3])));

    Effect.Write write = leader.of(Effect.Write.class).getFirst();
    assertEquals(1, leader.of(Effect.Write.class).size());
    assertEquals(List.of(2L, 3L), write.append().stream().map(Entry::index).toList());
    assertEquals(1, leader.sentTo(ANNA).size());
    assertEquals(List.of(2L, 3L), indexesSentTo(leader, ANNA));
  }

  /** What a ballot is written after must be written before it: a write never overtakes another. */
  @Test
  void writes_what_it_has_appended_before_a_newer_term_deposes_it() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.persistAll();
    leader.forgetEffects();

    leader.stepsAtOnce(
        new Event.Proposed(1, new Payload(new byte[3])),
        new Event.Received(
            ANNA, new Message.AppendRequest(2, EntryId.NONE, List.of(Lone.entry(2, 1)), 0, 0)));

    List<Effect.Write> writes = leader.of(Effect.Write.class);
    assertEquals(2, writes.getFirst().append().getFirst().index(), "its own command first");
    assertEquals(2, writes.get(1).ballot().orElseThrow().term(), "then the newer term");
    assertEquals(OptionalLong.of(1), writes.get(2).truncateFrom(), "then what its leader has");
    assertEquals(1, leader.of(Effect.Abandon.class).size());
  }

  /** An entry counts 32 bytes beside its payload: the no-op 32, a command of 100 bytes 132. */
  @Test
  void streams_ahead_of_the_acknowledgements_as_far_as_its_window_of_bytes() {
    RaftConfig config = Lone.config(ANNA, BERT).withWindow(32 + 7 * 132 + 1);
    Lone leader = new Lone(Durable.NOTHING, Rules.OF_THE_PAPER, config).takesOffice(ANNA, BERT);
    for (int i = 0; i < 30; i++) {
      leader.steps(new Event.Proposed(i, new Payload(new byte[100])));
    }
    List<Long> window = indexesSentTo(leader, ANNA);
    leader.forgetEffects();

    leader.receives(ANNA, new Message.AppendReply(1, true, 3, 0));
    List<Long> opened = indexesSentTo(leader, ANNA);
    Message.AppendRequest batch = (Message.AppendRequest) leader.sentTo(ANNA).getFirst();
    leader.forgetEffects();
    leader.receives(ANNA, new Message.AppendReply(1, true, 9, 0));

    assertEquals(LongStream.rangeClosed(1, 9).boxed().toList(), window, "one more than fits");
    assertEquals(LongStream.rangeClosed(10, 16).boxed().toList(), opened);
    assertEquals(7, batch.entries().size(), "what has gathered leaves in batches of 1024 bytes");
    assertEquals(
        LongStream.rangeClosed(17, 23).boxed().toList(),
        indexesSentTo(leader, ANNA),
        "what is under way of a second batch still counts");
  }

  @Test
  void streams_on_with_a_whole_window_after_what_was_under_way_is_lost() {
    RaftConfig config = Lone.config(ANNA, BERT).withWindow(200);
    Lone leader = new Lone(Durable.NOTHING, Rules.OF_THE_PAPER, config).takesOffice(ANNA, BERT);
    for (int i = 0; i < 5; i++) {
      leader.steps(new Event.Proposed(i, new Payload(new byte[100])));
    }
    List<Long> window = indexesSentTo(leader, ANNA);
    leader.forgetEffects();

    leader.receives(ANNA, new Message.AppendReply(1, false, 0, 0));
    leader.receives(ANNA, new Message.AppendReply(1, true, 0, 0));

    assertEquals(List.of(1L, 2L, 3L), window);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), indexesSentTo(leader, ANNA), "in one batch");
  }

  /** "After a rejection, the leader decrements nextIndex and retries." Reference: §5.3. */
  @Test
  void probes_where_the_hint_says_and_streams_on_from_the_match() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    for (int i = 0; i < 5; i++) {
      leader.steps(new Event.Proposed(i, new Payload(new byte[1])));
    }
    leader.forgetEffects();

    leader.receives(ANNA, new Message.AppendReply(1, false, 2, 0));
    leader.receives(ANNA, new Message.AppendReply(1, false, 4, 0));
    leader.receives(ANNA, new Message.AppendReply(1, true, 2, 0));

    assertEquals(
        List.of(new Message.AppendRequest(1, new EntryId(1, 2), List.of(), 0, 0)),
        leader.sentTo(ANNA).subList(0, 1),
        "an empty probe; the late refusal is no news");
    assertEquals(List.of(3L, 4L, 5L, 6L), indexesSentTo(leader, ANNA));
  }

  @Test
  void never_takes_an_acknowledgement_back() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.steps(new Event.Proposed(1, new Payload(new byte[1])));
    leader.receives(ANNA, new Message.AppendReply(1, true, 2, 0));
    leader.forgetEffects();

    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.receives(ANNA, new Message.AppendReply(1, false, 0, 0));
    leader.persistAllUpTo(3);

    assertEquals(2, leader.core().status().commitIndex());
  }

  private static List<Long> indexesSentTo(Lone leader, NodeId to) {
    return leader.sentTo(to).stream()
        .flatMap(message ->
            message instanceof Message.AppendRequest append
                ? append.entries().stream().map(Entry::index)
                : Stream.of())
        .toList();
  }

  private static Lone follower() {
    return new Lone(new Durable(new Ballot(3, Optional.empty()), Lone.log(1, 1, 2, 2, 2)));
  }
}
