package minos.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.raft.Invariant;
import minos.raft.NodeId;
import minos.raft.Rules;

/**
 * One client as a pure state machine: events in, effects out. It may have many calls under way at a
 * time, all changes in one session; each ends in exactly one {@link Effect.Finish}.
 *
 * <p>It retries a change under its old session and sequence number until it knows the outcome or
 * the limit is reached: the store executes it once at most. Calls are sent, and sent again, in the
 * order in which they were made; but calls that are under way together may take effect in any
 * order. Time is what the last {@link Event.Tick} said; where it has passed, tick before other
 * events.
 */
public final class ClientCore {

  /** What happens to a client. */
  public sealed interface Event {
    /**
     * The user wants a change.
     *
     * @param call the user's own number for it; comes back in exactly one {@link Effect.Finish}
     */
    record Change(long call, Command.Change change) implements Event {}

    /**
     * The user wants to read.
     *
     * @param call the user's own number for it; comes back in exactly one {@link Effect.Finish}
     * @param anywhere whether any server may answer, after it has asked the leader: as fresh as the
     *     leader's own answer, and spares the leader the work
     */
    record Ask(long call, Query query, boolean anywhere) implements Event {
      /** To be answered by the leader. */
      public Ask(long call, Query query) {
        this(call, query, false);
      }
    }

    /**
     * An operator asks something of the cluster.
     *
     * @param call the user's own number for it; comes back in exactly one {@link Effect.Finish}
     */
    record Administer(long call, ClusterRequest wish) implements Event {}

    record Received(NodeId from, Response response) implements Event {}

    /** The connection broke or could not be made; what was sent may or may not have arrived. */
    record Disconnected(NodeId from, String why) implements Event {}

    /** The connection could not be made: what was to be sent has certainly not left. */
    record Unreachable(NodeId to, String why) implements Event {}

    /** Time has passed; monotonic clock. */
    record Tick(long nowNanos) implements Event {}
  }

  /** What a client wants done. */
  public sealed interface Effect {
    /** Send this request once, connecting first where needed: it must not arrive twice. */
    record Send(NodeId to, Request request) implements Effect {}

    /** The call has ended. */
    record Finish(long call, Outcome outcome) implements Effect {}
  }

  /** Calls under way at most. */
  public static final int CALLS_MAX = 1_000;

  private static final long NEVER = Long.MAX_VALUE;
  private static final int ATTEMPTS_PER_LIMIT = 5;

  private final long limitNanos;
  private final long attemptNanos;
  private final Servers servers;

  /** For reads that any server may answer: the first, for as long as it answers. */
  private final Servers anyServers;

  private final Backoff backoff;
  private final Attempts attempts = new Attempts();
  private final Rules rules;
  private long nowNanos;
  private Consumer<? super Effect> effects = effect -> {};

  /** The user's calls, in order, which is that of their deadlines. */
  private final LinkedHashMap<Long, Pending> calls = new LinkedHashMap<>();

  private Optional<OpenedSession> session = Optional.empty();
  private Optional<Pending> opening = Optional.empty();

  /** Until then nothing is sent: nobody seems to lead. */
  private long pausedUntil;

  /**
   * A client that asks the next server when a fifth of the limit has passed without an answer.
   *
   * @param servers where to ask; the first is tried first
   * @param limit how long a call may take before its outcome is said to be indeterminate (change)
   *     or rejected (read)
   */
  public ClientCore(List<NodeId> servers, Duration limit, long seed, long nowNanos) {
    this(servers, limit, Rules.OF_THE_PAPER, seed, nowNanos);
  }

  /**
   * The same, by these rules.
   *
   * @param rules of which those for clients matter
   */
  public ClientCore(List<NodeId> servers, Duration limit, Rules rules, long seed, long nowNanos) {
    this(servers, limit, limit.dividedBy(ATTEMPTS_PER_LIMIT), rules, seed, nowNanos);
  }

  /**
   * @param servers where to ask; the first is tried first
   * @param limit how long a call may take before its outcome is said to be indeterminate (change)
   *     or rejected (read)
   * @param patience how long to wait for one server's answer before asking the next
   */
  public ClientCore(
      List<NodeId> servers,
      Duration limit,
      Duration patience,
      Rules rules,
      long seed,
      long nowNanos) {
    this.rules = rules;
    this.servers = new Servers(servers);
    this.anyServers = new Servers(servers);
    this.limitNanos = limit.toNanos();
    this.attemptNanos = patience.toNanos();
    this.backoff = new Backoff(seed);
    this.nowNanos = nowNanos;
    this.pausedUntil = nowNanos;
    if (limitNanos <= 0 || attemptNanos <= 0) {
      throw new IllegalArgumentException(
          "a client's limits are positive: " + limit + ", " + patience);
    }
  }

  /**
   * The only way in.
   *
   * @throws IllegalStateException on a call whose number is under way, or on one too many
   */
  public void step(Event event, Consumer<? super Effect> consumer) {
    effects = consumer;
    switch (event) {
      case Event.Change(long call, Command.Change change) -> begin(call, new Call.Change(change));
      case Event.Ask(long call, Query query, boolean anywhere) ->
          begin(call, new Call.Ask(query, anywhere));
      case Event.Administer(long call, ClusterRequest wish) ->
          begin(call, new Call.Administer(wish));
      case Event.Received(NodeId from, Response response) ->
          attempts
              .answeredBy(from, response.id())
              .ifPresent(answered -> onResponse(from, answered, response));
      case Event.Disconnected(NodeId from, String why) -> onLost(from, true, why);
      case Event.Unreachable(NodeId to, String why) -> onLost(to, false, why);
      case Event.Tick(long nanos) -> {
        nowNanos = Math.max(nowNanos, nanos);
        onTime();
      }
    }
    sendWaiting();
  }

  private void begin(long call, Call wish) {
    if (calls.containsKey(call)) {
      throw new IllegalStateException("call " + call + " is under way");
    }
    if (calls.size() >= CALLS_MAX) {
      throw new IllegalStateException(CALLS_MAX + " calls are under way; wait for one to end");
    }
    if (calls.isEmpty()) {
      backoff.reset();
      pausedUntil = nowNanos;
    }
    Pending pending = new Pending(call, wish, nowNanos + limitNanos);
    calls.put(call, pending);
    attempts.add(pending);
  }

  // Sending

  private void sendWaiting() {
    if (nowNanos < pausedUntil || !attempts.isWaiting()) {
      return;
    }
    for (Attempts.Idle call : attempts.waiting()) {
      if (mayBeSent(call.pending())) {
        NodeId to = serversFor(call.pending()).target();
        Request request = attempts.send(call, to, nowNanos + attemptNanos);
        effects.accept(new Effect.Send(to, request));
      }
    }
    if (opening.isEmpty() && session.isEmpty() && attempts.isWaiting()) {
      Pending open = new Pending(0, new Call.Open(), NEVER);
      opening = Optional.of(open);
      attempts.add(open);
      sendWaiting();
    }
  }

  private Servers serversFor(Pending pending) {
    return pending.isForAnyServer() ? anyServers : servers;
  }

  /** A change needs a session, and a number in it, before it can be sent. */
  private boolean mayBeSent(Pending pending) {
    if (pending.needsSession()) {
      session.filter(OpenedSession::hasRoom).ifPresent(pending::enter);
    }
    return !pending.needsSession();
  }

  // Answers

  private void onResponse(NodeId from, Attempts.Idle answered, Response response) {
    Pending pending = answered.pending();
    switch (response) {
      case Response.Answered(long id, Reply reply) -> {
        serversFor(pending).settle();
        backoff.reset();
        onReply(answered, reply);
      }
      case Response.Administered(long id, ClusterView cluster) -> {
        servers.settle();
        finish(pending, new Outcome.Administered(cluster));
      }
      case Response.Declined(long id, String why) ->
          finish(pending, rejectedUnless(pending.isUnknown(), why));
      case Response.Rejected(long id, Optional<NodeId> leader) -> {
        pending.meets("no leader took it");
        attempts.again(answered);
        turnFrom(from, pending, leader);
      }
      case Response.NoSpace(long id) -> {
        pending.meets("the leader's disk is full");
        attempts.again(answered);
        turnFrom(from, pending, Optional.empty());
      }
      case Response.Indeterminate(long id, Optional<NodeId> leader) -> {
        pending.leaveInDoubt();
        pending.meets("the leader lost its office meanwhile");
        attempts.again(answered);
        turnFrom(from, pending, leader);
        endIfNotToBeRepeated(pending);
      }
    }
  }

  private void onReply(Attempts.Idle answered, Reply reply) {
    Pending pending = answered.pending();
    if (reply instanceof Reply.SessionOpened(long id) && pending.wish() instanceof Call.Open) {
      session = Optional.of(new OpenedSession(id));
      opening = Optional.empty();
    } else if (reply instanceof Reply.NoSession) {
      onNoSession(answered);
    } else {
      finish(pending, new Outcome.Ok(reply));
    }
  }

  /** This attempt did nothing. But an earlier one may have, and the store no longer knows. */
  private void onNoSession(Attempts.Idle answered) {
    Pending pending = answered.pending();
    pending.meets("the session is gone");
    session = session.filter(current -> !pending.isIn(current));
    if (pending.isInDoubt()) {
      finish(pending, new Outcome.Indeterminate(pending.trouble()));
    } else {
      pending.leaveSession();
      attempts.again(answered);
      pause();
    }
  }

  private void onLost(NodeId server, boolean mayHaveArrived, String why) {
    List<Pending> back = attempts.takeBack(server);
    for (Pending pending : back) {
      pending.meets(server + ": " + why);
      if (mayHaveArrived) {
        pending.leaveInDoubt();
      }
      turnFrom(server, pending, Optional.empty());
    }
    back.forEach(this::endIfNotToBeRepeated);
  }

  private void endIfNotToBeRepeated(Pending pending) {
    if (pending.mustNotBeRepeated()) {
      attempts.drop(pending);
      finish(pending, new Outcome.Indeterminate(pending.trouble()));
    }
  }

  /** Asks elsewhere from now on, unless another answer has brought that about already. */
  private void turnFrom(NodeId server, Pending pending, Optional<NodeId> leader) {
    Servers asked = serversFor(pending);
    Optional<NodeId> hint = pending.isForAnyServer() ? Optional.empty() : leader;
    if (server.equals(asked.target()) && !asked.follow(hint)) {
      pause();
    }
  }

  private void pause() {
    if (nowNanos >= pausedUntil) {
      pausedUntil = nowNanos + backoff.nextNanos();
    }
  }

  // Time

  private void onTime() {
    while (!calls.isEmpty() && calls.firstEntry().getValue().deadline() <= nowNanos) {
      Pending overdue = calls.firstEntry().getValue();
      if (attempts.drop(overdue)) {
        overdue.leaveInDoubt();
      }
      finish(overdue, outcomeAtTheLimit(overdue));
    }
    attempts.takeBackLate(nowNanos).ifPresent(this::onLate);
  }

  private void onLate(Attempts.Late first) {
    Optional<Attempts.Late> late = Optional.of(first);
    while (late.isPresent()) {
      Pending pending = late.get().pending();
      NodeId silent = late.get().server();
      pending.leaveInDoubt();
      pending.meets(silent + " did not answer");
      Servers asked = serversFor(pending);
      if (silent.equals(asked.target())) {
        asked.next();
      }
      endIfNotToBeRepeated(pending);
      late = attempts.takeBackLate(nowNanos);
    }
  }

  private Outcome outcomeAtTheLimit(Pending overdue) {
    String why = overdue.trouble() + "; gave up after " + Duration.ofNanos(limitNanos);
    boolean isAsk = overdue.wish() instanceof Call.Ask;
    return rejectedUnless(!isAsk && rules.isUnknownAtTheLimit(overdue.isUnknown()), why);
  }

  /** The last attempt did nothing; nor did the call, unless an earlier one may have. */
  private static Outcome rejectedUnless(boolean inDoubt, String why) {
    return inDoubt ? new Outcome.Indeterminate(why) : new Outcome.Rejected(why);
  }

  private void finish(Pending pending, Outcome outcome) {
    boolean ended = calls.remove(pending.call(), pending);
    Invariant.that(ended, "a call finishes once");
    pending.settle();
    if (calls.isEmpty()) {
      // A session opened in vain does no harm.
      opening.ifPresent(attempts::drop);
      opening = Optional.empty();
    }
    effects.accept(new Effect.Finish(pending.call(), outcome));
  }

  /** Whether a call is under way. */
  public boolean isBusy() {
    return !calls.isEmpty();
  }

  /** When the next {@link Event.Tick} matters; Long.MAX_VALUE when none does. */
  public long nextDeadlineNanos() {
    long callDeadline = calls.isEmpty() ? NEVER : calls.firstEntry().getValue().deadline();
    long sending = attempts.isWaiting() && nowNanos < pausedUntil ? pausedUntil : NEVER;
    return Math.min(callDeadline, Math.min(attempts.nextDeadline(), sending));
  }
}
