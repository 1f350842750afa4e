package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("Where leaders may have leases, with a drift of half a clock,")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LeaseTest {
  private static final double DRIFT = 0.5;

  @Test
  void a_leader_serves_reads_at_once_after_a_heartbeat_that_a_majority_has_answered() {
    Lone leader = heard();

    leader.steps(new Event.ReadRequested(7));

    assertEquals(List.of(new Effect.ServeRead(7, 1)), leader.of(Effect.ServeRead.class));
    assertEquals(List.of(), leader.sends(), "and asks nobody");
  }

  /** "Its lease to start + election timeout / clock drift bound" (dissertation §6.4.1). */
  @Test
  void a_lease_ends_a_timeout_after_the_heartbeat_was_sent_less_the_drift() {
    Lone leader = heard();
    leader.passes(199 - ANSWER_MILLIS);
    leader.steps(new Event.ReadRequested(7));
    int before = leader.of(Effect.ServeRead.class).size();
    leader.passes(1);
    leader.steps(new Event.ReadRequested(8));

    assertEquals(1, before);
    assertEquals(1, leader.of(Effect.ServeRead.class).size());
  }

  @Test
  void a_leader_asks_a_majority_when_its_lease_is_over_and_may_have_another() {
    Lone leader = heard();
    leader.passes(200);
    leader.steps(new Event.ReadRequested(8));
    long round = newestRound(leader);
    leader.receives(BERT, new Message.AppendReply(1, true, 1, round));
    leader.steps(new Event.ReadRequested(9));

    assertEquals(
        List.of(8L, 9L),
        leader.of(Effect.ServeRead.class).stream().map(Effect.ServeRead::request).toList());
  }

  @Test
  void an_answer_to_an_older_heartbeat_extends_no_lease_beyond_that() {
    Lone leader = heard();
    leader.passes(100);
    leader.passes(100);
    leader.receives(BERT, new Message.AppendReply(1, true, 1, 1));
    leader.steps(new Event.ReadRequested(8));

    assertEquals(List.of(), leader.of(Effect.ServeRead.class));
  }

  @Test
  void a_leader_has_none_after_it_has_asked_another_to_campaign() {
    Lone leader = heard();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 1));
    leader.steps(new Event.TransferRequested(1, Optional.of(ANNA)));
    leader.steps(new Event.ReadRequested(7));

    assertEquals(List.of(), leader.of(Effect.ServeRead.class));
  }

  /** The target takes over long before a lease would have ended, and commits. */
  @Test
  void a_leader_that_hands_over_serves_nothing_that_its_successor_has_made_stale() {
    Ensemble cluster = new Ensemble(3, Rules.OF_THE_PAPER, config -> config.withLeases(0.01));
    cluster.pass(Duration.ofMillis(300)).campaign(1).heartbeat(1).read(1, 1);
    assertEquals(1, cluster.effects(1, Effect.ServeRead.class).size(), "by its lease");

    cluster.transfer(1, 2, 3).cut(1).settle();
    assertEquals(Role.LEADER, cluster.status(1).role(), "nothing reaches it any more");
    cluster.read(1, 3);

    assertEquals(1, cluster.effects(1, Effect.ServeRead.class).size());
  }

  /** It may have promised its loyalty right before it was stopped. */
  @Test
  void a_server_votes_for_nobody_in_its_first_election_timeout() {
    Lone server =
        new Lone(Durable.NOTHING, Rules.OF_THE_PAPER, Lone.config(ANNA, BERT).withLeases(DRIFT));
    server.passes(299);
    server.receives(ANNA, new Message.VoteRequest(1, EntryId.NONE));
    List<Effect.Send> before = List.copyOf(server.sends());
    server.passes(1);
    server.receives(ANNA, new Message.VoteRequest(1, EntryId.NONE));

    assertEquals(List.of(), before);
    assertEquals(new Message.VoteReply(1, true), server.sends().getLast().message());
  }

  /** A leader that has it may be followed by a newer one only after the lease. */
  @Test
  void a_server_stays_loyal_when_it_learns_of_a_newer_term() {
    Lone server =
        new Lone(Durable.NOTHING, Rules.OF_THE_PAPER, Lone.config(ANNA, BERT).withLeases(DRIFT));
    server.passes(290);
    server.receives(ANNA, Scene.append(1, EntryId.NONE, 0));
    server.receives(BERT, new Message.VoteReply(2, false));
    server.passes(299);
    server.receives(BERT, new Message.VoteRequest(2, EntryId.NONE));

    assertEquals(
        List.of(),
        server.sentTo(BERT).stream().filter(Message.VoteReply.class::isInstance).toList());
  }

  private static final long ANSWER_MILLIS = 20;

  /**
   * Its no-op is committed, and BERT has answered its first heartbeat, 20 ms after that was sent.
   */
  private static Lone heard() {
    Lone leader = Lone.leaderWithLease(DRIFT, Rules.OF_THE_PAPER, ANNA, BERT);
    leader.persistAll();
    leader.receives(ANNA, new Message.AppendReply(1, true, 1, 0));
    leader.passes(50);
    leader.passes(ANSWER_MILLIS);
    leader.receives(BERT, new Message.AppendReply(1, true, 1, 1));
    leader.forgetEffects();
    return leader;
  }

  private static long newestRound(Lone leader) {
    return leader.sentTo(BERT).stream()
        .filter(Message.AppendRequest.class::isInstance)
        .mapToLong(message -> ((Message.AppendRequest) message).round())
        .max()
        .orElseThrow();
  }
}
