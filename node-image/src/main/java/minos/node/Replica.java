package minos.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import minos.bytes.Malformed;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.kv.Stamped;
import minos.kv.StateMachine;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Event;
import minos.raft.InvariantViolated;
import minos.raft.Member;
import minos.raft.Membership;
import minos.raft.MembershipChange;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftCore;
import minos.raft.Rules;
import minos.raft.Space;

/**
 * The core and the state machine of one server, and what stands between them and the world: sends
 * that wait for the disk, reads that wait for the state machine, questions that wait for their
 * answer. No thread, clock, socket or file is in here; one thread at a time calls in, and the
 * effects go to {@link Outside} in the order in which they must happen.
 */
public final class Replica {
  /** What a replica cannot do by itself. */
  public interface Outside {
    /** Best effort; must not wait. */
    void send(NodeId to, Message message);

    /** To be made durable after all earlier ones, and then reported to {@link #persisted}. */
    void persist(Effect.Write write);

    void changed(Effect.Transition transition);

    /** The server goes by this membership from now on: whom to connect to. */
    default void reconfigured(Membership membership) {}

    /**
     * An entry was applied; for those who watch.
     *
     * @param reply of the state machine, where the entry is a command
     */
    default void applied(Entry entry, Optional<Reply> reply) {}

    /** A client was not heard of for so long that it was forgotten; for those who watch. */
    default void sessionExpired(long session) {}
  }

  /** Questions in hand at most; more are rejected at once, before the core hears of them. */
  public static final int MAX_QUESTIONS = 4096;

  /** Of the log's entries in one answer, or a single larger one. */
  private static final int MAX_ENTRIES_BYTES = 1 << 20;

  /** Sends that wait for the disk at most; more are dropped, as a network may. */
  private static final int MAX_HELD = 4096;

  private final RaftCore core;
  private final StateMachine machine;
  private final Outside outside;
  private final Watchers watchers;
  private final Rules rules;
  private final ClusterClock clusterClock;

  private final Map<Long, Question> questions = new LinkedHashMap<>();
  private final ArrayDeque<Effect.Send> held = new ArrayDeque<>();
  private final List<Effect.ServeRead> reads = new ArrayList<>();
  private final List<Event> gathered = new ArrayList<>();
  private boolean gathers;
  private long lastQuestion;
  private long persisted;
  private Space space = Space.ENOUGH;
  private long applied;
  private long nowNanos;

  /**
   * @param core restored from what the disk holds, not yet stepped
   * @param machine empty
   */
  public Replica(RaftCore core, StateMachine machine, Outside outside) {
    this.core = core;
    this.machine = machine;
    this.outside = outside;
    this.rules = core.rules();
    this.nowNanos = core.nowNanos();
    this.clusterClock = new ClusterClock(nowNanos);
    this.watchers = new Watchers(core);
  }

  /**
   * @param foreseen what the answer would be if the rules let a server give it before its time
   */
  private record Question(Request request, Consumer<Response> answer, Optional<Reply> foreseen) {}

  /**
   * All that the calls made by this tell the server, it hears at once, when the last is made: one
   * write and one message to each peer for many questions.
   */
  public void together(Runnable calls) {
    gathers = true;
    calls.run();
    gathers = false;
    core.step(gathered, this::carryOut);
    gathered.clear();
  }

  private void step(Event event) {
    if (gathers) {
      gathered.add(event);
    } else {
      core.step(event, this::carryOut);
    }
  }

  /** Time has passed; to be called before other calls, too, since the core has no other clock. */
  public void tick(long nanos) {
    nowNanos = Math.max(nowNanos, nanos);
    step(new Event.Tick(nanos));
  }

  /** When the next {@link #tick} matters. */
  public long nextDeadlineNanos() {
    return core.nextDeadlineNanos();
  }

  /** From a server whose incarnation nobody checks. */
  public void received(NodeId from, Message message) {
    received(from, Member.UNKNOWN, message);
  }

  /**
   * @param incarnation of the sender, as it claims
   */
  public void received(NodeId from, long incarnation, Message message) {
    step(new Event.Received(from, incarnation, message));
  }

  /** All writes up to this number are durable. */
  public void persisted(long write) {
    if (write <= persisted) {
      return;
    }
    persisted = write;
    held.removeIf(send -> {
      boolean free = send.afterWrite() <= persisted;
      if (free) {
        outside.send(send.to(), send.message());
      }
      return free;
    });
    step(new Event.Persisted(write));
  }

  /** How much room the disk has for the log. */
  public void space(Space now) {
    if (now != space) {
      space = now;
      step(new Event.SpaceChanged(now));
    }
  }

  /**
   * A client asks.
   *
   * @param answer takes exactly one response, unless the process ends first; must not wait
   */
  public void asked(Request request, Consumer<Response> answer) {
    if (questions.size() >= rules.questionsInHand(MAX_QUESTIONS)) {
      answer.accept(new Response.Rejected(request.id(), Optional.empty()));
      return;
    }
    long number = ++lastQuestion;
    questions.put(number, new Question(request, answer, foreseen(request)));
    switch (request) {
      case Request.Propose(long ignored, Command command) -> {
        Stamped stamped = new Stamped(clusterClock.at(nowNanos), command);
        step(new Event.Proposed(number, stamped.encode()));
      }
      case Request.Read read -> step(new Event.ReadRequested(number, read.anywhere()));
      case Request.Administer(long ignored, ClusterRequest wish) ->
          step(
              switch (wish) {
                case ClusterRequest.Members() -> new Event.ReadRequested(number, false);
                case ClusterRequest.Change(MembershipChange change) ->
                    new Event.MembershipProposed(number, change);
                case ClusterRequest.Transfer(Optional<NodeId> target) ->
                    new Event.TransferRequested(number, target);
              });
    }
  }

  /** How many questions wait for their answer. */
  int questions() {
    return questions.size();
  }

  /** How many clients have a session. */
  int sessions() {
    return machine.sessions();
  }

  /** Those who wait for committed entries. */
  Watchers watchers() {
    return watchers;
  }

  /**
   * A part of the log, committed or not.
   *
   * @param from first index, or the first that is still there
   * @param max entries at most
   */
  List<Entry> entries(long from, int max) {
    List<Entry> entries = core.entries(Math.max(from, core.firstIndex()), MAX_ENTRIES_BYTES);
    return entries.subList(0, Math.clamp(max, 0, entries.size()));
  }

  /** Index of the first entry that the log still holds. */
  long firstIndex() {
    return core.firstIndex();
  }

  public RaftCore.Status status() {
    return core.status();
  }

  /** Index of the last entry that the state machine has seen. */
  public long appliedIndex() {
    return applied;
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.Send send -> send(send);
      case Effect.Write write -> outside.persist(write);
      case Effect.Apply apply -> apply(apply);
      case Effect.ServeRead read -> {
        if (read.atIndex() <= applied) {
          serve(read);
        } else {
          reads.add(read);
        }
      }
      case Effect.Reject(long number, Optional<NodeId> leader) ->
          answer(number, question -> new Response.Rejected(question.request().id(), leader));
      case Effect.NoSpace(long number) ->
          answer(number, question -> new Response.NoSpace(question.request().id()));
      case Effect.Abandon(long number, Optional<NodeId> leader) ->
          answer(number, question -> abandoned(question, leader));
      case Effect.Confirm(long number) ->
          answer(number, asked -> new Response.Administered(asked.request().id(), cluster()));
      case Effect.Decline(long number, String why) ->
          answer(number, asked -> new Response.Declined(asked.request().id(), why));
      case Effect.MembershipChanged(Membership membership) -> outside.reconfigured(membership);
      case Effect.Transition transition -> outside.changed(transition);
    }
  }

  private void send(Effect.Send send) {
    if (send.afterWrite() <= persisted) {
      outside.send(send.to(), send.message());
    } else if (held.size() < MAX_HELD) {
      held.add(send);
    }
  }

  private void apply(Effect.Apply apply) {
    Entry entry = apply.entry();
    if (entry.index() != applied + 1) {
      throw new IllegalStateException("apply " + entry.index() + " after " + applied);
    }
    Optional<Reply> result = Optional.empty();
    switch (entry.kind()) {
      case NO_OP, MEMBERSHIP -> {}
      case COMMAND -> {
        Reply reply = execute(entry);
        result = Optional.of(reply);
        apply.request().ifPresent(number -> answer(number, question -> answered(question, reply)));
      }
    }
    applied = entry.index();
    outside.applied(entry, result);
    machine.takeExpiredSessions().forEach(outside::sessionExpired);
    watchers.onApplied(applied);
    reads.removeIf(read -> {
      boolean due = read.atIndex() <= applied;
      if (due) {
        serve(read);
      }
      return due;
    });
  }

  /** Only what a server has encoded gets into the log. */
  private Reply execute(Entry entry) {
    try {
      Stamped stamped = Stamped.decode(rules.executedAs(entry.payload(), core.status().self()));
      clusterClock.learn(stamped.timeNanos(), nowNanos);
      machine.passTimeTo(rules.sessionTime(stamped.timeNanos(), nowNanos));
      return machine.apply(entry.index(), stamped.command());
    } catch (Malformed e) {
      if (rules.stopsAtUnreadable()) {
        throw new InvariantViolated(
            "committed " + entry.id() + " is no command: " + e.getMessage());
      }
      return new Reply.Done();
    }
  }

  private Optional<Reply> foreseen(Request request) {
    boolean isNeeded = rules.answersWhenDeposed() || !rules.answersWhatWasExecuted();
    return isNeeded && request instanceof Request.Propose(long ignored, Command command)
        ? machine.foresee(command)
        : Optional.empty();
  }

  private Response answered(Question question, Reply reply) {
    Reply given = rules.answersWhatWasExecuted() ? reply : question.foreseen().orElse(reply);
    return new Response.Answered(question.request().id(), given);
  }

  private Response abandoned(Question question, Optional<NodeId> leader) {
    long id = question.request().id();
    return question
        .foreseen()
        .filter(reply -> rules.answersWhenDeposed())
        .<Response>map(reply -> new Response.Answered(id, reply))
        .orElseGet(() -> new Response.Indeterminate(id, leader));
  }

  private void serve(Effect.ServeRead read) {
    Question question = questions.get(read.request());
    if (question != null
        && question.request instanceof Request.Read(long ignored, Query query, boolean i)) {
      Reply reply = machine.ask(query);
      answer(read.request(), asked -> new Response.Answered(asked.request().id(), reply));
    } else {
      answer(read.request(), asked -> new Response.Administered(asked.request().id(), cluster()));
    }
  }

  private ClusterView cluster() {
    RaftCore.Status status = core.status();
    return new ClusterView(status.leader(), status.term(), status.membership());
  }

  private void answer(long number, Function<Question, Response> response) {
    Question question = questions.remove(number);
    if (question == null) {
      throw new IllegalStateException("a second answer to question " + number);
    }
    question.answer.accept(response.apply(question));
  }
}
