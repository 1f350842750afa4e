package minos.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server in an election")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VotingTest {
  private static final NodeId ANNA = new NodeId("anna");
  private static final NodeId BERT = new NodeId("bert");
  private static final EntryId LAST = new EntryId(2, 5);

  /**
   * "The voter denies its vote if its own log is more up-to-date than that of the candidate."
   * Reference: §5.4.1.
   */
  @ParameterizedTest(name = "last entry of term {0} at index {1}: granted = {2}")
  @CsvSource({
    "1, 4, false",
    "1, 9, false",
    "2, 4, false",
    "2, 5, true",
    "2, 6, true",
    "3, 1, true"
  })
  void compares_logs_by_term_first_and_by_length_second(long term, long index, boolean granted) {
    Lone voter = voter();

    voter.receives(ANNA, new Message.VoteRequest(4, new EntryId(term, index)));

    assertEquals(new Message.VoteReply(4, granted), voter.sends().getLast().message());
  }

  /** "Updated on stable storage before responding to RPCs." Reference: figure 2. */
  @Test
  void writes_its_vote_down_before_it_sends_it() {
    Lone voter = voter();

    voter.receives(ANNA, new Message.VoteRequest(4, LAST));

    Effect.Write vote = voter.of(Effect.Write.class).getLast();
    assertEquals(Optional.of(new Ballot(4, Optional.of(ANNA))), vote.ballot());
    assertEquals(OptionalLong.empty(), vote.truncateFrom());
    assertEquals(
        new Effect.Send(ANNA, new Message.VoteReply(4, true), vote.number()),
        voter.sends().getLast());
  }

  /**
   * "Each server will vote for at most one candidate in a given term, on a first-come-first-served
   * basis." Reference: §5.2.
   */
  @Test
  void votes_for_the_first_who_asks_also_after_a_restart() {
    Lone voter = voter();
    voter.receives(ANNA, new Message.VoteRequest(4, LAST));
    Lone restarted =
        new Lone(new Durable(new Ballot(4, Optional.of(ANNA)), Lone.log(1, 1, 2, 2, 2)));

    voter.receives(BERT, new Message.VoteRequest(4, new EntryId(3, 9)));
    restarted.receives(BERT, new Message.VoteRequest(4, new EntryId(3, 9)));
    Message toBert = voter.sends().getLast().message();
    Message toBertLater = restarted.sends().getLast().message();
    voter.receives(ANNA, new Message.VoteRequest(4, LAST));

    assertEquals(new Message.VoteReply(4, false), toBert);
    assertEquals(new Message.VoteReply(4, false), toBertLater);
    assertEquals(new Message.VoteReply(4, true), voter.sends().getLast().message(), "asked again");
  }

  /** "If a server receives a request with a stale term number, it rejects the request." (§5.1) */
  @Test
  void refuses_a_candidate_of_the_past() {
    Lone voter = voter();

    voter.receives(ANNA, new Message.VoteRequest(2, new EntryId(9, 9)));

    assertEquals(new Message.VoteReply(3, false), voter.sends().getLast().message());
  }

  /**
   * "If a server receives a RequestVote request within the minimum election timeout of hearing from
   * a current leader, it does not update its term or grant its vote." Dissertation §4.2.3.
   */
  @ParameterizedTest
  @ValueSource(longs = {299, 300})
  void is_loyal_to_a_leader_it_has_just_heard(long millis) {
    Lone voter = voter();
    voter.receives(BERT, new Message.AppendRequest(3, LAST, List.of(), 0, 0));
    voter.tickAt(millis);

    voter.receives(ANNA, new Message.VoteRequest(4, LAST));

    assertEquals(millis < 300 ? 3 : 4, voter.core().status().term());
  }

  /**
   * "A candidate only increments its term if it first learns from a majority of the cluster that
   * they would be willing to grant the candidate their votes." Dissertation §9.6.
   */
  @Test
  void asks_before_it_campaigns() {
    Lone candidate = voter();
    candidate.timesOut();
    long termWhileAsking = candidate.core().status().term();

    candidate.receives(ANNA, new Message.PreVoteReply(3, true));

    assertEquals(3, termWhileAsking);
    assertEquals(4, candidate.core().status().term());
    assertEquals(
        new Effect.Send(
            BERT,
            new Message.VoteRequest(4, LAST),
            candidate.of(Effect.Write.class).getLast().number()),
        candidate.sends().getLast(),
        "and its vote for itself is durable before anybody is asked for theirs");
  }

  /** A voter counts once, however often its answer arrives. Reference: §5.2. */
  @Test
  void counts_voters_and_not_votes() {
    Lone candidate = new Lone(durable(), ANNA, BERT, new NodeId("c"), new NodeId("d"));
    candidate.timesOut();
    candidate.receives(ANNA, new Message.PreVoteReply(3, true));
    candidate.receives(BERT, new Message.PreVoteReply(3, true));
    candidate.persistAll();

    candidate.receives(ANNA, new Message.VoteReply(4, true));
    candidate.receives(ANNA, new Message.VoteReply(4, true));
    Role afterOneVoter = candidate.core().status().role();
    candidate.receives(BERT, new Message.VoteReply(4, true));

    assertEquals(Role.CANDIDATE, afterOneVoter);
    assertEquals(Role.LEADER, candidate.core().status().role());
  }

  @Test
  void does_not_count_its_own_vote_before_it_is_on_disk() {
    Lone single = new Lone(durable(), new NodeId[0]);

    single.timesOut();
    Role before = single.core().status().role();
    single.persistAll();

    assertEquals(Role.CANDIDATE, before);
    assertEquals(Role.LEADER, single.core().status().role());
  }

  /**
   * "While waiting for votes, a candidate may receive an AppendEntries RPC from another server
   * claiming to be leader": it returns to follower. Reference: §5.2.
   */
  @Test
  void yields_to_the_leader_of_its_own_term() {
    Lone candidate = voter();
    candidate.timesOut();
    candidate.receives(ANNA, new Message.PreVoteReply(3, true));

    candidate.receives(BERT, new Message.AppendRequest(4, LAST, List.of(), 0, 0));

    assertEquals(Role.FOLLOWER, candidate.core().status().role());
    assertEquals(Optional.of(BERT), candidate.core().status().leader());
    assertEquals(4, candidate.core().status().term());
  }

  /** "Election timeouts are chosen randomly from a fixed interval." Reference: §5.2. */
  @Test
  void draws_its_timeouts_between_the_shortest_and_twice_that() {
    Lone server = voter();

    for (int i = 0; i < 50; i++) {
      long before = server.nowNanos();
      long timeout = server.core().nextDeadlineNanos() - before;
      assertTrue(timeout >= 300_000_000 && timeout < 600_000_000, timeout + " ns");
      server.timesOut();
    }
    assertTrue(server.timeouts().stream().distinct().count() > 40, () -> "" + server.timeouts());
  }

  private static Lone voter() {
    return new Lone(durable());
  }

  private static Durable durable() {
    return new Durable(new Ballot(3, Optional.empty()), Lone.log(1, 1, 2, 2, 2));
  }
}
