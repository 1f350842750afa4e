package minos.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import minos.bytes.Malformed;
import minos.client.ClusterRequest;
import minos.client.ClusterView;
import minos.client.Request;
import minos.client.Response;
import minos.kv.Command;
import minos.kv.CommandCodec;
import minos.kv.Query;
import minos.kv.Reply;
import minos.kv.StateMachine;
import minos.raft.Effect;
import minos.raft.Entry;
import minos.raft.Event;
import minos.raft.InvariantViolated;
import minos.raft.Membership;
import minos.raft.MembershipChange;
import minos.raft.Message;
import minos.raft.NodeId;
import minos.raft.RaftCore;
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
    void reconfigured(Membership membership);

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

  private final Map<Long, Question> questions = new LinkedHashMap<>();
  private final ArrayDeque<Effect.Send> held = new ArrayDeque<>();
  private final List<Effect.ServeRead> reads = new ArrayList<>();
  private final List<Event> gathered = new ArrayList<>();
  private boolean gathers;
  private long lastQuestion;
  private long persisted;
  private Space space = Space.ENOUGH;
  private long applied;

  /**
   * @param core restored from what the disk holds, not yet stepped
   * @param machine empty
   */
  public Replica(RaftCore core, StateMachine machine, Outside outside) {
    this.core = core;
    this.machine = machine;
    this.outside = outside;
    this.watchers = new Watchers(core);
  }

  private record Question(Request request, Consumer<Response> answer) {}

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
  public void tick(long nowNanos) {
    step(new Event.Tick(nowNanos));
  }

  /** When the next {@link #tick} matters. */
  public long nextDeadlineNanos() {
    return core.nextDeadlineNanos();
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
    if (questions.size() >= MAX_QUESTIONS) {
      answer.accept(new Response.Rejected(request.id(), Optional.empty()));
      return;
    }
    long number = ++lastQuestion;
    questions.put(number, new Question(request, answer));
    switch (request) {
      case Request.Propose propose ->
          step(new Event.Proposed(number, CommandCodec.encode(propose.command())));
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
          answer(number, id -> new Response.Rejected(id, leader));
      case Effect.NoSpace(long number) -> answer(number, Response.NoSpace::new);
      case Effect.Abandon(long number, Optional<NodeId> leader) ->
          answer(number, id -> new Response.Indeterminate(id, leader));
      case Effect.Confirm(long number) ->
          answer(number, id -> new Response.Administered(id, cluster()));
      case Effect.Decline(long number, String why) ->
          answer(number, id -> new Response.Declined(id, why));
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
        Reply reply = machine.apply(entry.index(), command(entry));
        result = Optional.of(reply);
        apply.request().ifPresent(number -> answer(number, id -> new Response.Answered(id, reply)));
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
  private static Command command(Entry entry) {
    try {
      return CommandCodec.decode(entry.payload());
    } catch (Malformed e) {
      throw new InvariantViolated("committed " + entry.id() + " is no command: " + e.getMessage());
    }
  }

  private void serve(Effect.ServeRead read) {
    Question question = questions.get(read.request());
    if (question != null
        && question.request instanceof Request.Read(long ignored, Query query, boolean i)) {
      Reply reply = machine.ask(query);
      answer(read.request(), id -> new Response.Answered(id, reply));
    } else {
      answer(read.request(), id -> new Response.Administered(id, cluster()));
    }
  }

  private ClusterView cluster() {
    RaftCore.Status status = core.status();
    return new ClusterView(status.leader(), status.term(), status.membership());
  }

  private void answer(long number, LongFunction<Response> response) {
    Question question = questions.remove(number);
    if (question == null) {
      throw new IllegalStateException("a second answer to question " + number);
    }
    question.answer.accept(response.apply(question.request.id()));
  }
}
