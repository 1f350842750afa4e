package minos.raft;

import static minos.raft.Scene.ANNA;
import static minos.raft.Scene.BERT;
import static minos.raft.Scene.orInvariant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import minos.client.ClientCore;
import minos.client.Outcome;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.Command.Change;
import minos.kv.Query;
import minos.kv.Queue;
import minos.kv.Reply;
import minos.kv.StateMachine;
import minos.node.Nowhere;
import minos.node.Replica;

/** Flaws of sessions, of outcomes, and of the state machine's driver. */
final class ServiceScenes {
  private static final NodeId ME = new NodeId("me");
  private static final long MINUTE = 60_000_000_000L;
  private static final Command OPEN = new Command.OpenSession();

  private ServiceScenes() {}

  static Stream<Scene> all() {
    return Stream.of(
        new Scene("CL03", ServiceScenes::replyAfterAMinuteOnThisClock, done(), none()),
        new Scene("CL04", ServiceScenes::replyAfterExpiry, none(), done()),
        new Scene("CL06", ServiceScenes::outcomeAtTheLimit, "Indeterminate", "Rejected"),
        new Scene(
            "CL08", ServiceScenes::repliesToRivals, swapped(true, false), swapped(true, true)),
        new Scene("CL09", ServiceScenes::replyToRetriedComparison, swapped(true), swapped(false)),
        new Scene("CL10", ServiceScenes::replyToRetriedPop, value("a"), value("b")),
        new Scene("CL12", ServiceScenes::rejectedOfTwoQuestions, 0L, 1L),
        new Scene("CM07", ServiceScenes::answerOfADeposedLeader, "Indeterminate", "Answered"),
        new Scene("SM01", ServiceScenes::valueOnThisServer, value("v1"), value("v0")),
        new Scene(
            "SM02",
            ServiceScenes::appliedOfAnUnreadableCommand,
            "committed EntryId[term=1, index=2] is no command",
            2L));
  }

  private static Reply done() {
    return new Reply.Done();
  }

  private static Reply none() {
    return new Reply.NoSession();
  }

  private static Reply value(String value) {
    return new Reply.Value(Optional.of(value));
  }

  private static List<Reply> swapped(boolean... matched) {
    List<Reply> replies = new ArrayList<>();
    for (boolean each : matched) {
      replies.add(new Reply.Swapped(each));
    }
    return replies;
  }

  private static Command in(long session, long sequence, Change change) {
    return new Command.InSession(session, sequence, 0, change);
  }

  // The state machine

  private static Object replyAfterExpiry(Rules rules) {
    StateMachine machine = new StateMachine(rules);
    machine.apply(1, OPEN);
    machine.passTimeTo(MINUTE);
    return machine.apply(2, in(1, 1, new Change.Put("k", "v")));
  }

  private static Object replyToRetriedComparison(Rules rules) {
    StateMachine machine = new StateMachine(rules);
    machine.apply(1, OPEN);
    machine.apply(2, in(1, 1, new Change.Put("k", "a")));
    machine.apply(3, in(1, 2, new Change.CompareAndSet("k", "a", "b")));
    return List.of(machine.apply(4, in(1, 2, new Change.CompareAndSet("k", "a", "b"))));
  }

  private static Object replyToRetriedPop(Rules rules) {
    StateMachine machine = new StateMachine(rules);
    machine.apply(1, OPEN);
    machine.apply(2, in(1, 1, new Queue.Create("q")));
    machine.apply(3, in(1, 2, new Queue.Push(1, "a")));
    machine.apply(4, in(1, 3, new Queue.Push(1, "b")));
    machine.apply(5, in(1, 4, new Queue.Pop(1)));
    return machine.apply(6, in(1, 4, new Queue.Pop(1)));
  }

  // The replica: a cluster of one, or a leader of three whose commands do not commit

  private static final class Driven extends Nowhere {
    private final List<Response> answers = new ArrayList<>();
    private final Replica replica;
    private final StateMachine machine;
    private long written;

    Driven(Rules rules, NodeId... others) {
      machine = new StateMachine(rules);
      RaftConfig config = Lone.config(others);
      replica = new Replica(new RaftCore(config, Durable.NOTHING, rules, 0), machine, this);
      replica.tick(replica.nextDeadlineNanos());
      for (NodeId other : others) {
        replica.received(other, Member.UNKNOWN, new Message.PreVoteReply(0, true));
      }
      flush();
      for (NodeId other : others) {
        replica.received(other, Member.UNKNOWN, new Message.VoteReply(1, true));
      }
      flush();
    }

    void ask(long id, Command command) {
      replica.asked(new Request.Propose(id, command), answers::add);
    }

    void flush() {
      replica.persisted(written);
    }

    @Override
    public void persist(Effect.Write write) {
      written = write.number();
    }
  }

  private static Reply reply(Response response) {
    return response instanceof Response.Answered(long id, Reply reply) ? reply : none();
  }

  /** Both were taken up before the log had seen a minute pass, the second one replayed late. */
  private static Object replyAfterAMinuteOnThisClock(Rules rules) {
    Driven server = new Driven(rules);
    server.ask(1, OPEN);
    server.flush();
    server.ask(2, in(2, 1, new Change.Put("k", "v")));
    server.replica.tick(2 * MINUTE);
    server.flush();
    return reply(server.answers.getLast());
  }

  private static Object repliesToRivals(Rules rules) {
    Driven server = new Driven(rules);
    server.ask(1, OPEN);
    server.flush();
    server.ask(2, in(2, 1, new Change.Put("k", "a")));
    server.flush();
    server.ask(3, in(2, 2, new Change.CompareAndSet("k", "a", "b")));
    server.ask(4, in(2, 3, new Change.CompareAndSet("k", "a", "c")));
    server.flush();
    return server.answers.subList(2, 4).stream().map(ServiceScenes::reply).toList();
  }

  private static Object rejectedOfTwoQuestions(Rules rules) {
    Driven server = new Driven(rules);
    server.ask(1, OPEN);
    server.ask(2, OPEN);
    return server.answers.stream().filter(Response.Rejected.class::isInstance).count();
  }

  private static Object answerOfADeposedLeader(Rules rules) {
    Driven leader = new Driven(rules, ANNA, BERT);
    leader.ask(1, in(1, 1, new Change.Put("k", "v")));
    leader.replica.received(
        ANNA, Member.UNKNOWN, new Message.AppendRequest(2, EntryId.NONE, List.of(), 0, 0));
    return leader.answers.getLast().getClass().getSimpleName();
  }

  private static Object valueOnThisServer(Rules rules) {
    Driven server = new Driven(rules);
    server.ask(1, OPEN);
    server.flush();
    server.ask(2, in(2, 1, new Change.Put("k", "v1")));
    server.flush();
    return server.machine.ask(new Query.Get("k"));
  }

  private static Object appliedOfAnUnreadableCommand(Rules rules) {
    Entry noOp = new Entry(new EntryId(1, 1), Entry.Kind.NO_OP, Payload.EMPTY);
    Entry poison = Lone.entry(1, 2);
    Replica follower =
        new Replica(
            new RaftCore(Lone.config(ANNA, BERT), Durable.NOTHING, rules, 0),
            new StateMachine(rules),
            new Nowhere());
    return orInvariant(() -> {
      follower.received(
          ANNA,
          Member.UNKNOWN,
          new Message.AppendRequest(1, EntryId.NONE, List.of(noOp, poison), 2, 0));
      return follower.appliedIndex();
    });
  }

  // The client

  private static Object outcomeAtTheLimit(Rules rules) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    ClientCore client = new ClientCore(List.of(ME), Duration.ofSeconds(1), rules, 1, 0);
    step(client, new ClientCore.Event.Change(1, new Change.Put("k", "v")), ids, outcomes);
    Response opened = new Response.Answered(ids.getLast(), new Reply.SessionOpened(5));
    step(client, new ClientCore.Event.Received(ME, opened), ids, outcomes);
    step(client, new ClientCore.Event.Tick(1_000_000_000L), ids, outcomes);
    return outcomes.getLast().getClass().getSimpleName();
  }

  private static void step(
      ClientCore client, ClientCore.Event event, List<Long> ids, List<Outcome> outcomes) {
    client.step(
        event,
        effect -> {
          switch (effect) {
            case ClientCore.Effect.Send send -> ids.add(send.request().id());
            case ClientCore.Effect.Finish finish -> outcomes.add(finish.outcome());
          }
        });
  }
}
