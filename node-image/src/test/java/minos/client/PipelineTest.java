package minos.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Query;
import minos.kv.Reply;
import minos.raft.NodeId;
import minos.raft.Rules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayName("A client with several calls under way")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PipelineTest {
  private static final NodeId ANNA = new NodeId("anna");
  private static final NodeId BERT = new NodeId("bert");
  private static final long MILLISECOND = 1_000_000;

  private final ClientCore client =
      new ClientCore(
          List.of(ANNA, BERT),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Rules.OF_THE_PAPER,
          7,
          0);
  private final List<ClientCore.Effect.Send> sent = new ArrayList<>();
  private final Map<Long, Outcome> outcomes = new TreeMap<>();
  private long now;

  @Test
  void opens_one_session_for_all_and_then_sends_all_in_order() {
    change(1);
    change(2);
    change(3);
    int before = sent.size();

    answer(0, new Reply.SessionOpened(5));

    assertEquals(1, before);
    assertEquals(
        List.of(new Command.OpenSession(), put(1, 0, 1), put(2, 0, 2), put(3, 0, 3)), commands());
  }

  @Test
  void acknowledges_only_up_to_the_oldest_change_without_an_outcome() {
    openSession();
    change(1);
    change(2);
    change(3);
    answer(2, new Reply.Done());
    answer(3, new Reply.Done());
    change(4);
    answer(1, new Reply.Done());
    change(5);

    assertEquals(
        List.of(put(2, 1, 1), put(3, 1, 2), put(4, 1, 3), put(5, 1, 4), put(6, 4, 5)),
        commands().subList(1, 6));
  }

  @Test
  void asks_all_of_them_again_in_order_when_its_connection_breaks() {
    openSession();
    change(1);
    ask(2);
    change(3);
    answer(1, new Reply.Done());
    step(new ClientCore.Event.Disconnected(ANNA, "reset"));
    int before = sent.size();
    tickAt(10);

    assertEquals(4, before, "it waits, as nobody seems to lead");
    assertEquals(List.of(BERT, BERT), sent.subList(4, 6).stream().map(s -> s.to()).toList());
    assertEquals(new Request.Read(6, new Query.Get("k2")), sent.get(4).request());
    assertEquals(put(3, 2, 3), command(5));
  }

  @Test
  void follows_a_leader_that_many_rejections_name_once_and_in_order() {
    openSession();
    change(1);
    change(2);
    change(3);
    for (int request = 1; request <= 3; request++) {
      respond(request, new Response.Rejected(id(request), Optional.of(BERT)));
    }

    assertEquals(
        List.of(put(2, 1, 1), put(3, 1, 2), put(4, 1, 3)), commands().subList(4, sent.size()));
    assertEquals(
        List.of(BERT, BERT, BERT), sent.subList(4, sent.size()).stream().map(s -> s.to()).toList());
  }

  @Test
  void begins_one_pause_when_many_rejections_name_nobody() {
    openSession();
    change(1);
    change(2);
    respond(1, new Response.Rejected(id(1), Optional.empty()));
    long until = client.nextDeadlineNanos();
    respond(2, new Response.Rejected(id(2), Optional.empty()));
    change(3);

    assertEquals(until, client.nextDeadlineNanos());
    assertEquals(3, sent.size(), "nor does a new call leave meanwhile");
  }

  @Test
  void tells_each_outcome_at_the_limit_of_its_own_call() {
    openSession();
    change(1);
    tickAt(500);
    change(2);
    while (now < 1_000 * MILLISECOND) {
      passToDeadline();
    }
    List<Long> first = List.copyOf(outcomes.keySet());
    while (client.isBusy()) {
      passToDeadline();
    }

    assertEquals(List.of(1L), first);
    assertEquals(1_500 * MILLISECOND, now);
    assertInstanceOf(Outcome.Indeterminate.class, outcomes.get(1L));
    assertInstanceOf(Outcome.Indeterminate.class, outcomes.get(2L));
  }

  @Test
  void says_rejected_of_those_that_never_left() {
    openSession();
    change(1);
    step(new ClientCore.Event.Disconnected(ANNA, "reset"));
    change(2);
    while (client.isBusy()) {
      now = client.nextDeadlineNanos();
      step(new ClientCore.Event.Tick(now));
      step(new ClientCore.Event.Unreachable(sent.getLast().to(), "refused"));
    }

    assertInstanceOf(Outcome.Indeterminate.class, outcomes.get(1L));
    assertInstanceOf(Outcome.Rejected.class, outcomes.get(2L));
  }

  @Test
  void takes_those_in_doubt_for_unknown_and_the_others_to_a_new_session_when_theirs_is_gone() {
    openSession();
    change(1);
    step(new ClientCore.Event.Disconnected(ANNA, "reset"));
    change(2);
    tickAt(10);
    answer(2, new Reply.NoSession());
    answer(3, new Reply.NoSession());
    tickAt(40);
    answer(4, new Reply.SessionOpened(9));
    answer(5, new Reply.Done());

    assertInstanceOf(Outcome.Indeterminate.class, outcomes.get(1L));
    assertEquals(new InSession(9, 1, 0, new Change.Put("k2", "v")), command(5));
    assertEquals(new Outcome.Ok(new Reply.Done()), outcomes.get(2L));
  }

  /** The store keeps so many replies of a session, and no more. */
  @Test
  void does_not_run_too_far_ahead_of_the_oldest_change_without_an_outcome() {
    openSession();
    change(0);
    for (int call = 1; call < OpenedSession.WINDOW; call++) {
      change(call);
      answer(call + 1, new Reply.Done());
    }
    change(5_000);
    int before = sent.size();
    answer(1, new Reply.Done());

    assertEquals(1 + OpenedSession.WINDOW, before);
    assertEquals(put(OpenedSession.WINDOW + 2, OpenedSession.WINDOW + 1, 5_000), command(before));
  }

  @Test
  void takes_no_more_calls_than_it_promises() {
    for (int call = 0; call < ClientCore.CALLS_MAX; call++) {
      ask(call);
    }

    assertThrows(IllegalStateException.class, () -> ask(5_000));
    assertThrows(IllegalStateException.class, () -> ask(7), "nor one number twice");
  }

  private static InSession put(long sequence, long acknowledged, long call) {
    return new InSession(5, sequence, acknowledged, new Change.Put("k" + call, "v"));
  }

  private void openSession() {
    change(100);
    answer(0, new Reply.SessionOpened(5));
    answer(1, new Reply.Done());
    outcomes.clear();
    sent.removeLast();
  }

  private void change(long call) {
    step(new ClientCore.Event.Change(call, new Change.Put("k" + call, "v")));
  }

  private void ask(long call) {
    step(new ClientCore.Event.Ask(call, new Query.Get("k" + call)));
  }

  /** Answers the request that was sent at this place, counted from 0. */
  private void answer(int request, Reply reply) {
    respond(request, new Response.Answered(id(request), reply));
  }

  private void respond(int request, Response response) {
    respond(sent.get(request).to(), response);
  }

  private void respond(NodeId from, Response response) {
    step(new ClientCore.Event.Received(from, response));
  }

  private long id(int request) {
    return sent.get(request).request().id();
  }

  private void passToDeadline() {
    now = client.nextDeadlineNanos();
    step(new ClientCore.Event.Tick(now));
  }

  private void tickAt(long millis) {
    now = millis * MILLISECOND;
    step(new ClientCore.Event.Tick(now));
  }

  private List<Command> commands() {
    return sent.stream().map(s -> ((Request.Propose) s.request()).command()).toList();
  }

  private Command command(int request) {
    return ((Request.Propose) sent.get(request).request()).command();
  }

  private void step(ClientCore.Event event) {
    client.step(
        event,
        effect -> {
          switch (effect) {
            case ClientCore.Effect.Send send -> sent.add(send);
            case ClientCore.Effect.Finish(long call, Outcome outcome) ->
                assertEquals(
                    Optional.empty(), Optional.ofNullable(outcomes.put(call, outcome)), "once");
          }
        });
  }
}
