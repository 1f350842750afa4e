package minos.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Query;
import minos.kv.Reply;
import minos.raft.MembershipChange;
import minos.raft.NodeId;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A client")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClientCoreTest {
  private static final NodeId ANNA = new NodeId("anna");
  private static final NodeId BERT = new NodeId("bert");
  private static final NodeId CARL = new NodeId("carl");
  private static final Change PUT = new Change.Put("k", "v");
  private static final Query GET = new Query.Get("k");
  private static final Reply DONE = new Reply.Done();

  private final ClientCore client =
      new ClientCore(
          List.of(ANNA, BERT, CARL),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Rules.OF_THE_PAPER,
          7,
          0);
  private final List<ClientCore.Effect.Send> sent = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private long now;

  @Test
  void opens_a_session_before_its_first_change_and_keeps_it() {
    change();
    answer(new Reply.SessionOpened(5));
    answer(DONE);
    change();
    answer(DONE);

    assertEquals(
        List.of(
            new Command.OpenSession(), new InSession(5, 1, 0, PUT), new InSession(5, 2, 1, PUT)),
        sent.stream().map(send -> ((Request.Propose) send.request()).command()).toList());
    assertEquals(List.of(new Outcome.Ok(DONE), new Outcome.Ok(DONE)), outcomes);
  }

  @Test
  void reads_without_a_session() {
    ask();
    answer(new Reply.Value(Optional.empty()));

    assertEquals(List.of(new ClientCore.Effect.Send(ANNA, new Request.Read(1, GET))), sent);
    assertEquals(List.of(new Outcome.Ok(new Reply.Value(Optional.empty()))), outcomes);
  }

  @Test
  void retries_the_same_sequence_number_after_every_kind_of_trouble() {
    openSession();
    change();
    respond(new Response.Rejected(lastId(), Optional.of(CARL)));
    assertEquals(CARL, target(), "follows the hint at once");
    respond(new Response.Indeterminate(lastId(), Optional.empty()));
    passToDeadline();
    step(new ClientCore.Event.Disconnected(target(), "reset"));
    passToDeadline();
    step(new ClientCore.Event.Unreachable(target(), "refused"));
    passToDeadline();
    passToDeadline();

    int attempts = sent.size() - 2;
    assertEquals(6, attempts);
    assertTrue(
        sent.subList(2, sent.size()).stream()
            .allMatch(send ->
                ((Request.Propose) send.request()).command().equals(new InSession(5, 2, 1, PUT))),
        () -> "" + sent);
    assertEquals(sent.size(), sent.stream().map(send -> send.request().id()).distinct().count());
  }

  @Test
  void asks_the_next_server_when_one_does_not_answer() {
    ask();
    tickAt(199);
    int before = sent.size();
    tickAt(200);

    assertEquals(1, before);
    assertEquals(new ClientCore.Effect.Send(BERT, new Request.Read(2, GET)), sent.getLast());
  }

  @Test
  void waits_longer_and_longer_where_nobody_leads() {
    ask();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      respond(new Response.Rejected(lastId(), Optional.empty()));
      waits.add(client.nextDeadlineNanos() - now);
      passToDeadline();
    }

    for (int i = 0; i < 4; i++) {
      long ceiling = Duration.ofMillis(10L << i).toNanos();
      long wait = waits.get(i);
      assertTrue(wait >= ceiling / 2 && wait < ceiling, "wait " + i + " of " + wait + " ns");
    }
    assertEquals(5, sent.size());
  }

  @Test
  void does_not_spin_between_servers_that_name_each_other() {
    ask();
    for (int i = 0; i < 100; i++) {
      respond(new Response.Rejected(lastId(), Optional.of(target().equals(BERT) ? ANNA : BERT)));
    }

    assertEquals(3, sent.size(), "two hints are followed, then it waits");
  }

  @Test
  void ignores_answers_to_older_attempts_and_repeated_ones() {
    openSession();
    change();
    long first = lastId();
    tickAt(now / 1_000_000 + 200);
    step(new ClientCore.Event.Received(ANNA, new Response.Answered(first, DONE)));
    boolean busy = client.isBusy();
    answer(DONE);
    step(new ClientCore.Event.Received(target(), new Response.Answered(lastId(), DONE)));

    assertTrue(busy);
    assertEquals(2, outcomes.size(), "the session's opener and this change, once each");
  }

  @Test
  void says_rejected_only_if_the_change_was_certainly_never_taken_up() {
    openSession();
    change();
    while (client.isBusy()) {
      if (lastIsOpen()) {
        respond(new Response.Rejected(lastId(), Optional.empty()));
      }
      passToDeadline();
    }

    assertInstanceOf(Outcome.Rejected.class, outcomes.getLast());
    assertEquals(Duration.ofSeconds(1).toNanos(), now - begun);
  }

  @Test
  void says_indeterminate_if_one_attempt_was_left_in_doubt() {
    openSession();
    change();
    step(new ClientCore.Event.Disconnected(ANNA, "reset"));
    while (client.isBusy()) {
      passToDeadline();
      if (lastIsOpen()) {
        respond(new Response.Rejected(lastId(), Optional.empty()));
      }
    }

    assertInstanceOf(Outcome.Indeterminate.class, outcomes.getLast());
  }

  @Test
  void says_rejected_if_it_never_got_a_session() {
    change();
    while (client.isBusy()) {
      passToDeadline();
    }

    assertInstanceOf(Outcome.Rejected.class, outcomes.getLast());
  }

  @Test
  void says_rejected_for_a_read_that_nobody_answered() {
    ask();
    while (client.isBusy()) {
      passToDeadline();
    }

    assertInstanceOf(Outcome.Rejected.class, outcomes.getLast());
    assertEquals(Long.MAX_VALUE, client.nextDeadlineNanos());
  }

  @Test
  void opens_a_new_session_if_the_old_one_is_gone_and_nothing_is_in_doubt() {
    openSession();
    change();
    answer(new Reply.NoSession());
    passToDeadline();
    answer(new Reply.SessionOpened(90));
    answer(DONE);

    assertEquals(
        new InSession(90, 1, 0, PUT), ((Request.Propose) sent.getLast().request()).command());
    assertEquals(new Outcome.Ok(DONE), outcomes.getLast());
  }

  @Test
  void cannot_tell_if_the_session_is_gone_after_a_change_in_doubt() {
    openSession();
    change();
    respond(new Response.Indeterminate(lastId(), Optional.of(BERT)));
    answer(new Reply.NoSession());

    assertInstanceOf(Outcome.Indeterminate.class, outcomes.getLast());
    assertFalse(client.isBusy());
  }

  @Test
  void says_rejected_if_the_cluster_declines_what_an_operator_asks_for() {
    add("dora");
    respond(new Response.Rejected(lastId(), Optional.of(BERT)));
    respond(new Response.Declined(lastId(), "another change of the members is under way"));

    assertEquals(
        List.of(new Outcome.Rejected("another change of the members is under way")), outcomes);
  }

  @Test
  void cannot_tell_if_the_cluster_declines_after_an_attempt_in_doubt() {
    add("dora");
    respond(new Response.Indeterminate(lastId(), Optional.of(BERT)));
    respond(new Response.Declined(lastId(), "another change of the members is under way"));

    assertEquals(
        List.of(new Outcome.Indeterminate("another change of the members is under way")),
        outcomes,
        "dora may have joined before that one began");
  }

  @Test
  void gives_the_next_change_a_number_of_its_own_after_an_unknown_outcome() {
    openSession();
    change();
    while (client.isBusy()) {
      passToDeadline();
    }
    change();

    assertInstanceOf(Outcome.Indeterminate.class, outcomes.getLast());
    assertEquals(
        new InSession(5, 3, 2, PUT),
        ((Request.Propose) sent.getLast().request()).command(),
        "and a late copy of the old one will not be executed after it");
  }

  private long begun;

  private void openSession() {
    change();
    answer(new Reply.SessionOpened(5));
    answer(DONE);
  }

  private void change() {
    begun = now;
    step(new ClientCore.Event.Change(0, PUT));
  }

  private void ask() {
    begun = now;
    step(new ClientCore.Event.Ask(0, GET));
  }

  private void add(String server) {
    MembershipChange change = MembershipChange.add(new NodeId(server), "");
    step(new ClientCore.Event.Administer(0, new ClusterRequest.Change(change)));
  }

  private void answer(Reply reply) {
    respond(new Response.Answered(lastId(), reply));
  }

  private void respond(Response response) {
    step(new ClientCore.Event.Received(target(), response));
  }

  private void passToDeadline() {
    now = client.nextDeadlineNanos();
    step(new ClientCore.Event.Tick(now));
  }

  private void tickAt(long millis) {
    now = Duration.ofMillis(millis).toNanos();
    step(new ClientCore.Event.Tick(now));
  }

  private int sentWhenAnswered;

  /** Whether the last request was sent since this was last asked. */
  private boolean lastIsOpen() {
    boolean fresh = sent.size() > sentWhenAnswered;
    sentWhenAnswered = sent.size();
    return fresh;
  }

  private NodeId target() {
    return sent.getLast().to();
  }

  private long lastId() {
    return sent.getLast().request().id();
  }

  private void step(ClientCore.Event event) {
    client.step(
        event,
        effect -> {
          switch (effect) {
            case ClientCore.Effect.Send send -> sent.add(send);
            case ClientCore.Effect.Finish(long call, Outcome outcome) -> outcomes.add(outcome);
          }
        });
  }
}
