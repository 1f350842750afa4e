package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayName("A server whose disk may have been wiped")
@DisplayNameGeneration(ReplaceUnderscores.class)
class FoundingTest {
  private static final long DRAWN = 77;

  private static Lone server(Durable durable) {
    return new Lone(durable, Rules.OF_THE_PAPER, Lone.config(ANNA, BERT).as(DRAWN));
  }

  private static Lone newborn() {
    return server(Durable.NOTHING);
  }

  private static Lone withLog() {
    return server(new Durable(new Ballot(1, Optional.empty()), Lone.log(1)));
  }

  @Test
  void campaigns_with_an_empty_log_only_if_everybody_would_vote_for_it() {
    Lone server = newborn();
    server.timesOut();

    server.receives(ANNA, new Message.PreVoteReply(0, true));
    Role afterOne = server.core().status().role();
    server.receives(BERT, new Message.PreVoteReply(0, true));

    assertEquals(Role.FOLLOWER, afterOne);
    assertEquals(Role.CANDIDATE, server.core().status().role());
  }

  @Test
  void leads_with_an_empty_log_only_if_everybody_votes_for_it() {
    Lone server = newborn();
    server.timesOut();
    List.of(ANNA, BERT).forEach(other -> server.receives(other, new Message.PreVoteReply(0, true)));
    server.persistAll();

    server.receives(ANNA, new Message.VoteReply(1, true));
    Role afterOne = server.core().status().role();
    server.receives(BERT, new Message.VoteReply(1, true));

    assertEquals(Role.CANDIDATE, afterOne);
    assertEquals(Role.LEADER, server.core().status().role());
  }

  @Test
  void leads_with_a_majority_once_it_has_something_in_its_log() {
    Lone server = withLog();
    server.timesOut();

    server.receives(ANNA, new Message.PreVoteReply(1, true));
    server.persistAll();
    server.receives(ANNA, new Message.VoteReply(2, true));

    assertEquals(Role.LEADER, server.core().status().role());
  }

  @Test
  void remembers_also_by_a_snapshot_without_a_log() {
    SnapshotMark mark =
        new SnapshotMark(new EntryId(1, 9), Membership.of(List.of(ANNA, BERT, new NodeId("me"))));
    Durable durable = new Durable(new Ballot(1, Optional.empty()), List.of());
    Lone server = server(durable.with(Optional.of(mark), List.of()));
    server.timesOut();

    server.receives(ANNA, new Message.PreVoteReply(1, true));

    assertEquals(Role.CANDIDATE, server.core().status().role());
  }

  /** It may have voted in its second life: a term is no memory of what was committed. */
  @Test
  void does_not_remember_by_its_term() {
    Lone server = server(new Durable(new Ballot(7, Optional.empty()), List.of()));
    server.timesOut();

    server.receives(ANNA, new Message.PreVoteReply(7, true));

    assertEquals(Role.FOLLOWER, server.core().status().role());
  }

  @Test
  void votes_with_an_empty_log_for_one_that_remembers() {
    Lone server = newborn();
    server.passes(300);

    server.receives(ANNA, new Message.PreVoteRequest(0, new EntryId(1, 1)));

    assertEquals(List.of(new Message.PreVoteReply(0, true)), server.sentTo(ANNA).subList(0, 1));
  }

  @Test
  void has_no_vote_for_one_that_remembers_less() {
    Lone server = withLog();
    server.passes(300);

    server.receives(ANNA, new Message.PreVoteRequest(1, EntryId.NONE));

    assertEquals(List.of(new Message.PreVoteReply(1, false)), server.sentTo(ANNA).subList(0, 1));
  }
}
