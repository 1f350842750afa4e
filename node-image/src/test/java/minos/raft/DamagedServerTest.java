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

/** Alagappan et al., FAST 2018: what it has lost, it may have promised. */
@DisplayName("A server whose log was damaged in term 2")
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamagedServerTest {
  private static final EntryId FAR_AHEAD = new EntryId(4, 100);

  private final Lone server =
      new Lone(
          new Durable(new Ballot(3, Optional.empty()), Optional.empty(), Lone.log(1, 2), 2),
          Rules.OF_THE_PAPER,
          ANNA,
          BERT);

  @Test
  void votes_for_nobody() {
    server.tickAt(1000);
    server.receives(ANNA, new Message.VoteRequest(4, FAR_AHEAD, false));
    server.receives(BERT, new Message.PreVoteRequest(4, FAR_AHEAD));

    assertEquals(new Message.VoteReply(4, false), server.sentTo(ANNA).getLast());
    assertEquals(new Message.PreVoteReply(4, false), server.sentTo(BERT).getLast());
    assertEquals(4, server.core().status().term(), "it keeps up with the terms");
  }

  @Test
  void does_not_campaign() {
    for (int i = 0; i < 5; i++) {
      server.timesOut();
    }

    assertEquals(List.of(), server.sends());
  }

  @Test
  void still_does_not_when_it_has_got_back_entries_of_that_term_only() {
    server.receives(
        ANNA, Scene.append(4, new EntryId(2, 2), 0, Lone.entry(2, 3), Lone.entry(2, 4)));
    server.persistAll();
    server.receives(BERT, new Message.VoteRequest(5, FAR_AHEAD, true));

    assertEquals(new Message.VoteReply(5, false), server.sentTo(BERT).getLast());
  }

  @Test
  void votes_again_once_it_holds_an_entry_of_a_later_leader() {
    server.receives(
        ANNA, Scene.append(4, new EntryId(2, 2), 0, Lone.entry(2, 3), Lone.entry(4, 4)));
    server.persistAll();
    server.receives(BERT, new Message.VoteRequest(5, FAR_AHEAD, true));

    server.persistAll();
    assertEquals(new Message.VoteReply(5, true), server.sentTo(BERT).getLast());
  }

  @Test
  void acknowledges_what_it_gets_back() {
    server.receives(ANNA, Scene.append(4, new EntryId(2, 2), 0, Lone.entry(2, 3)));
    server.persistAll();

    assertEquals(new Message.AppendReply(4, true, 3, 0), server.sentTo(ANNA).getLast());
  }
}
