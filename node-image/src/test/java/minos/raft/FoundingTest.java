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
  void has_no_vote_for_one_that_remembers_less() {
    Lone server = withLog();
    server.passes(300);

    server.receives(ANNA, new Message.PreVoteRequest(1, EntryId.NONE));

    assertEquals(List.of(new Message.PreVoteReply(1, false)), server.sentTo(ANNA).subList(0, 1));
  }
}
