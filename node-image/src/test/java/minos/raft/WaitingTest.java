package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.append;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A server that does not lead")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WaitingTest {
  private static final Payload COMMAND = new Payload(new byte[1]);

  // Requests while nobody leads

  @Test
  void holds_requests_until_it_knows_who_leads_and_names_that_one() {
    Lone server = new Lone(Durable.NOTHING);
    server.steps(new Event.Proposed(7, COMMAND));
    server.steps(new Event.ReadRequested(8));
    List<Effect> before = List.copyOf(server.of(Effect.class));

    server.receives(ANNA, append(1, EntryId.NONE, 0));

    assertEquals(List.of(), before);
    assertEquals(
        List.of(new Effect.Reject(7, Optional.of(ANNA)), new Effect.Reject(8, Optional.of(ANNA))),
        server.of(Effect.Reject.class));
  }

  @Test
  void takes_them_up_itself_in_order_when_it_is_elected() {
    Lone server = new Lone(Durable.NOTHING);
    server.steps(new Event.Proposed(7, COMMAND));
    server.steps(new Event.Proposed(8, COMMAND));
    server.timesOut();
    server.receives(ANNA, new Message.PreVoteReply(0, true));
    server.persistAll();
    server.receives(ANNA, new Message.VoteReply(1, true));
    server.persistAll();
    server.receives(ANNA, new Message.AppendReply(1, true, 3, 0));

    assertEquals(
        List.of(7L, 8L),
        server.of(Effect.Apply.class).stream()
            .flatMapToLong(apply -> apply.request().stream())
            .boxed()
            .toList());
  }

  @Test
  void rejects_them_after_two_election_timeouts() {
    Lone server = new Lone(Durable.NOTHING);
    server.tickAt(10);
    server.steps(new Event.Proposed(7, COMMAND));
    server.tickAt(609);
    List<Effect.Reject> before = server.of(Effect.Reject.class);
    server.tickAt(610);

    assertEquals(List.of(), before);
    assertEquals(List.of(new Effect.Reject(7, Optional.empty())), server.of(Effect.Reject.class));
  }

  @Test
  void says_when_the_next_of_them_must_be_given_up() {
    Lone server = new Lone(Durable.NOTHING);
    server.timesOut();
    server.steps(new Event.Proposed(7, COMMAND));
    server.timesOut();
    server.timesOut();

    assertEquals(1, server.of(Effect.Reject.class).size());
  }

  @Test
  void holds_so_many_and_no_more() {
    Lone server = new Lone(Durable.NOTHING);
    for (int request = 0; request <= Waiting.REQUESTS_MAX; request++) {
      server.steps(new Event.ReadRequested(request));
    }

    assertEquals(
        List.of(new Effect.Reject(Waiting.REQUESTS_MAX, Optional.empty())),
        server.of(Effect.Reject.class));
  }

  @Test
  void holds_so_many_bytes_and_no_more() {
    Lone server = new Lone(Durable.NOTHING);
    Payload half = new Payload(new byte[(int) Waiting.BYTES_MAX / 2]);
    LongStream.rangeClosed(1, 3).forEach(n -> server.steps(new Event.Proposed(n, half)));

    assertEquals(List.of(new Effect.Reject(3, Optional.empty())), server.of(Effect.Reject.class));
  }

  // Reads at any server

  /** "The follower could issue a request to the leader that just asked for a current readIndex." */
  @Test
  void asks_the_leader_for_a_read_index_and_answers_when_it_has_applied_that() {
    Lone server = followerOfAnna();
    server.steps(new Event.ReadRequested(7, true));
    Message.ReadIndexRequest asked = question(server);
    List<Effect.ServeRead> before = server.of(Effect.ServeRead.class);

    server.receives(ANNA, new Message.ReadIndexReply(1, asked.id(), true, 4));

    assertEquals(List.of(), before);
    assertEquals(List.of(new Effect.ServeRead(7, 4)), server.of(Effect.ServeRead.class));
  }

  @Test
  void takes_the_answer_to_an_older_question_for_none() {
    Lone server = followerOfAnna();
    server.steps(new Event.ReadRequested(7, true));
    long first = question(server).id();
    server.steps(new Event.ReadRequested(8, true));
    server.receives(ANNA, new Message.ReadIndexReply(1, first, true, 4));
    server.receives(ANNA, new Message.ReadIndexReply(1, first, true, 4));

    assertEquals(List.of(new Effect.ServeRead(7, 4)), server.of(Effect.ServeRead.class));
    assertNotEquals(first, question(server).id(), "the second read came after the question");
  }

  @Test
  void asks_again_where_no_answer_comes() {
    Lone server = followerOfAnna();
    server.steps(new Event.ReadRequested(7, true));
    Message.ReadIndexRequest asked = question(server);
    server.forgetEffects();
    server.passes(50);

    assertEquals(asked, question(server));
  }

  @Test
  void asks_the_next_leader_what_the_last_has_not_answered() {
    Lone server = followerOfAnna();
    server.steps(new Event.ReadRequested(7, true));
    server.receives(BERT, append(2, EntryId.NONE, 0));
    Message.ReadIndexRequest asked = (Message.ReadIndexRequest) server.sentTo(BERT).getLast();
    server.receives(BERT, new Message.ReadIndexReply(2, asked.id(), true, 0));

    assertEquals(List.of(new Effect.ServeRead(7, 0)), server.of(Effect.ServeRead.class));
  }

  @Test
  void rejects_what_the_asked_server_cannot_answer_as_it_does_not_lead() {
    Lone server = followerOfAnna();
    server.steps(new Event.ReadRequested(7, true));
    server.receives(ANNA, new Message.ReadIndexReply(1, question(server).id(), false, 0));

    assertEquals(List.of(new Effect.Reject(7, Optional.empty())), server.of(Effect.Reject.class));
  }

  /** A late answer to an earlier life must answer no question of this one. */
  @Test
  void numbers_its_questions_differently_in_each_life() {
    Lone once = followerOfAnna();
    Lone again = Lone.startedAt(5);
    again.receives(ANNA, append(1, EntryId.NONE, 0));
    once.steps(new Event.ReadRequested(7, true));
    again.steps(new Event.ReadRequested(7, true));

    assertNotEquals(question(once).id(), question(again).id());
  }

  // The leader that is asked

  @Test
  void is_told_by_the_leader_only_after_a_round_of_heartbeats() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.receives(BERT, new Message.ReadIndexRequest(1, 77));
    List<Message> before = indexes(leader);
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 1));

    assertEquals(List.of(), before);
    assertEquals(List.of(new Message.ReadIndexReply(1, 77, true, 1)), indexes(leader));
  }

  @Test
  void is_told_by_a_leader_that_loses_its_office_that_it_must_ask_elsewhere() {
    Lone leader = Lone.leader(Rules.OF_THE_PAPER, ANNA, BERT);
    leader.receives(BERT, new Message.ReadIndexRequest(1, 77));
    leader.receives(ANNA, new Message.AppendReply(2, false, 0, 0));
    leader.receives(BERT, new Message.ReadIndexRequest(1, 78));

    assertEquals(
        List.of(
            new Message.ReadIndexReply(2, 77, false, 0),
            new Message.ReadIndexReply(2, 78, false, 0)),
        indexes(leader));
  }

  private static List<Message> indexes(Lone server) {
    return server.sentTo(BERT).stream().filter(Message.ReadIndexReply.class::isInstance).toList();
  }

  private static Lone followerOfAnna() {
    Lone server = new Lone(Durable.NOTHING);
    server.receives(ANNA, append(1, EntryId.NONE, 0));
    return server;
  }

  private static Message.ReadIndexRequest question(Lone server) {
    return (Message.ReadIndexRequest)
        server.sentTo(ANNA).stream()
            .filter(Message.ReadIndexRequest.class::isInstance)
            .toList()
            .getLast();
  }
}
