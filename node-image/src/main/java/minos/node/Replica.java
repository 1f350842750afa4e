package minos.node;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
import minos.raft.SnapshotMark;
import minos.raft.Space;

/**
 * The core and the state machine of one server, and what stands between them and the world: sends
 * that wait for the disk, reads that wait for the state machine, questions that wait for their
 * answer. No thread, clock, socket or file is in here; one thread at a time calls in, and the
 * effects go to {@link Outside} in the order in which they must happen.
 */
public final class Replica {
  /** What a replica cannot do by itself. */
  public interface Outside extends Snapshots.Keeper {
    /** Best effort; must not wait. */
    void send(NodeId to, Message message);

    /** To be made durable after all earlier ones, and then reported to {@link #persisted}. */
    void persist(Effect.Write write);

    void changed(Effect.Transition transition);

    /** Who is told what this replica has done; asked for once. */
    default Onlooker onlooker() {
      return Onlooker.NOBODY;
    }

    /** The server goes by this membership from now on: whom to connect to. */
    default void reconfigured(Membership membership) {}
  }

  /** Questions in hand at most; more are rejected at once, before the core hears of them. */
  public static final int MAX_QUESTIONS = 4096;

  /** Of the log's entries in one answer, or a single larger one. */
  private static final int MAX_ENTRIES_BYTES = 1 << 20;

  private final RaftCore core;
  private final Outside outside;
  private final Onlooker onlooker;
  private StateMachine machine;
  private final SnapshotTaking taking;
  private Optional<SnapshotMark> loading = Optional.empty();

  /** What the state machine is to do once it is loaded. */
  private final ArrayDeque<Effect> postponed = new ArrayDeque<>();

  private final Watchers watchers;
  private final Rules rules;
  private final ClusterClock clusterClock;

  private final Questions questions = new Questions();
  private final HeldSends sends;
  private final List<Effect.ServeRead> reads = new ArrayList<>();
  private final List<Event> gathered = new ArrayList<>();
  private boolean gathers;
  private Space space = Space.ENOUGH;
  private long applied;
  private long nowNanos;

  /**
   * @param core restored from what the disk holds, not yet stepped
   * @param machine as the core's snapshot has it; empty where there is none
   */
  public Replica(RaftCore core, StateMachine machine, Outside outside) {
    this.core = core;
    this.machine = machine;
    this.outside = outside;
    this.onlooker = outside.onlooker();
    this.taking = new SnapshotTaking(outside, onlooker);
    this.sends = new HeldSends(outside::send);
    this.applied = core.status().snapshotIndex();
    this.rules = core.rules();
    this.nowNanos = core.nowNanos();
    this.clusterClock = new ClusterClock(nowNanos);
    clusterClock.learn(machine.timeNanos(), nowNanos);
    this.watchers = new Watchers(core);
  }

  /**
   * All that the calls made by this tell the server, it hears at once, when the last is made: one
   * write and one message to each peer for many questions.
   */
  public void together(Runnable calls) {
    gathers = true;
    calls.run();
    gathers = false;
    gathered.forEach(onlooker::telling);
    core.step(gathered, this::carryOut);
    gathered.forEach(onlooker::told);
    gathered.clear();
  }

  private void step(Event event) {
    if (gathers) {
      gathered.add(event);
    } else {
      onlooker.telling(event);
      core.step(event, this::carryOut);
      onlooker.told(event);
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

  /**
   * @param incarnation of the sender, as it claims; {@link Member#UNKNOWN} where nobody checks it
   */
  public void received(NodeId from, long incarnation, Message message) {
    step(new Event.Received(from, incarnation, message));
  }

  /** All writes up to this number are durable. */
  public void persisted(long write) {
    if (sends.release(write)) {
      step(new Event.Persisted(write));
    }
  }

  /** How much room the disk has for the log. */
  public void space(Space now) {
    if (now != space) {
      space = now;
      step(new Event.SpaceChanged(now));
      onlooker.spaceChanged(now);
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
    long number = questions.add(new Question(request, answer, foreseen(request)));
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

  /** Writes the next slice of the snapshot that is being taken, if one is. */
  public void slice() {
    taking.slice();
  }

  boolean takesSnapshot() {
    return taking.isUnderWay();
  }

  /** Something has become of a snapshot. */
  public void heard(Event.OfSnapshot event) {
    step(event);
    taking.heard(event);
  }

  /** The state as a snapshot has it; of an older one than was asked for last, it comes too late. */
  public void loaded(SnapshotMark mark, StateMachine restored) {
    if (!loading.equals(Optional.of(mark))) {
      return;
    }
    loading = Optional.empty();
    machine = restored;
    clusterClock.learn(machine.timeNanos(), nowNanos);
    applied = mark.index();
    onlooker.snapshotInstalled(mark.last());
    while (!postponed.isEmpty()) {
      carryOut(postponed.removeFirst());
    }
    serveReads();
  }

  /** Tells states apart: equal on all servers that have applied the same entries. */
  public long digest() {
    return machine.digest();
  }

  /** Index of the last entry that the state machine has seen. */
  public long appliedIndex() {
    return applied;
  }

  private void carryOut(Effect effect) {
    boolean needsMachine = effect instanceof Effect.Apply || effect instanceof Effect.TakeSnapshot;
    if (needsMachine && loading.isPresent()) {
      postponed.addLast(effect);
      return;
    }
    onlooker.doing(effect);
    switch (effect) {
      case Effect.Send send -> sends.send(send);
      case Effect.Write write -> outside.persist(write);
      case Effect.Apply apply -> apply(apply);
      case Effect.TakeSnapshot take -> taking.begin(take.mark(), machine);
      case Effect.LoadSnapshot load -> load(load.mark());
      case Effect.SendChunk chunk -> outside.snapshots().send(chunk);
      case Effect.StoreChunk chunk -> outside.snapshots().store(chunk);
      case Effect.Compact compact -> outside.compact(compact.upTo());
      case Effect.ResetLog reset -> outside.resetLog(reset.at());
      case Effect.ServeRead read -> {
        if (read.atIndex() <= applied && loading.isEmpty()) {
          serve(read);
        } else {
          reads.add(read);
        }
      }
      case Effect.Reject(long number, Optional<NodeId> leader) ->
          questions.answer(
              number, question -> new Response.Rejected(question.request().id(), leader));
      case Effect.NoSpace(long number) ->
          questions.answer(number, question -> new Response.NoSpace(question.request().id()));
      case Effect.Abandon(long number, Optional<NodeId> leader) ->
          questions.answer(number, question -> question.abandoned(leader, rules));
      case Effect.Confirm(long number) -> confirm(number);
      case Effect.Decline(long number, String why) ->
          questions.answer(number, asked -> new Response.Declined(asked.request().id(), why));
      case Effect.MembershipChanged(Membership membership) -> outside.reconfigured(membership);
      case Effect.Transition transition -> outside.changed(transition);
    }
  }

  /** What there was is of no use from now on, and would only take up memory. */
  private void load(SnapshotMark mark) {
    taking.abandon();
    postponed.clear();
    loading = Optional.of(mark);
    machine = new StateMachine(Rules.OF_THE_PAPER);
    outside.snapshots().load(mark);
    watchers.answer();
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
        apply
            .request()
            .ifPresent(
                number -> questions.answer(number, question -> question.answered(reply, rules)));
      }
    }
    applied = entry.index();
    onlooker.applied(entry, result);
    machine.takeExpiredSessions().forEach(onlooker::sessionExpired);
    serveReads();
  }

  private void serveReads() {
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

  private void serve(Effect.ServeRead read) {
    Optional<Request> request = questions.find(read.request()).map(Question::request);
    if (request.isPresent() && request.get() instanceof Request.Read(long id, Query query, var a)) {
      Reply reply = machine.ask(query);
      questions.answer(read.request(), asked -> new Response.Answered(id, reply));
    } else {
      confirm(read.request());
    }
  }

  private void confirm(long number) {
    questions.answer(number, asked -> new Response.Administered(asked.request().id(), cluster()));
  }

  private ClusterView cluster() {
    RaftCore.Status status = core.status();
    return new ClusterView(status.leader(), status.term(), status.membership());
  }
}
