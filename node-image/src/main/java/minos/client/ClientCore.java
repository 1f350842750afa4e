package minos.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import minos.kv.Command;
import minos.kv.Query;
import minos.kv.Reply;
import minos.raft.Invariant;
import minos.raft.NodeId;

/**
 * One client, one call at a time, as a pure state machine: events in, effects out.
 *
 * <p>It retries a change under its old session and sequence number until it knows the outcome or
 * the limit is reached: the store executes it once at most. Time is what the last {@link
 * Event.Tick} said; where it has passed, tick before other events.
 */
public final class ClientCore {

  /** What happens to a client. */
  public sealed interface Event {
    /** The user wants a change; answered by exactly one {@link Effect.Finish}. */
    record Change(Command.Change change) implements Event {}

    /** The user wants to read; answered by exactly one {@link Effect.Finish}. */
    record Ask(Query query) implements Event {}

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
    /** Send this request, connecting first where needed. */
    record Send(NodeId to, Request request) implements Effect {}

    /** The call has ended. */
    record Finish(Outcome outcome) implements Effect {}
  }

  private static final long NEVER = Long.MAX_VALUE;
  private static final int ATTEMPTS_PER_LIMIT = 5;

  private final long limitNanos;
  private final long attemptNanos;
  private final Servers servers;
  private final Backoff backoff;
  private final Attempts attempts = new Attempts();
  private long nowNanos;
  private Consumer<? super Effect> effects = effect -> {};

  private Optional<Call> call = Optional.empty();
  private long callDeadline = NEVER;

  /** When the answer is late, or, between attempts, when the next one is due. */
  private long attemptDeadline = NEVER;

  /** Why there is no answer yet. */
  private String trouble = "";

  /**
   * A client that asks the next server when a fifth of the limit has passed without an answer.
   *
   * @param servers where to ask; the first is tried first
   * @param limit how long a call may take before its outcome is said to be indeterminate (change)
   *     or rejected (read)
   */
  public ClientCore(List<NodeId> servers, Duration limit, long seed, long nowNanos) {
    this(servers, limit, limit.dividedBy(ATTEMPTS_PER_LIMIT), seed, nowNanos);
  }

  /**
   * @param servers where to ask; the first is tried first
   * @param limit how long a call may take before its outcome is said to be indeterminate (change)
   *     or rejected (read)
   * @param patience how long to wait for one server's answer before asking the next
   */
  public ClientCore(
      List<NodeId> servers, Duration limit, Duration patience, long seed, long nowNanos) {
    this.servers = new Servers(servers);
    this.limitNanos = limit.toNanos();
    this.attemptNanos = patience.toNanos();
    this.backoff = new Backoff(seed);
    this.nowNanos = nowNanos;
    if (limitNanos <= 0 || attemptNanos <= 0) {
      throw new IllegalArgumentException(
          "a client's limits are positive: " + limit + ", " + patience);
    }
  }

  /**
   * The only way in.
   *
   * @throws IllegalStateException on a call before the last one has finished
   */
  public void step(Event event, Consumer<? super Effect> consumer) {
    effects = consumer;
    switch (event) {
      case Event.Change(Command.Change change) -> begin(new Call.Change(change));
      case Event.Ask(Query query) -> begin(new Call.Ask(query));
      case Event.Received(NodeId from, Response response) -> {
        if (attempts.isAnsweredBy(from, response.id())) {
          onResponse(response);
        }
      }
      case Event.Disconnected(NodeId from, String why) -> {
        if (attempts.isUnderWayAt(from)) {
          attempts.leaveInDoubt();
          tryElsewhere(Optional.empty(), from + ": " + why);
        }
      }
      case Event.Unreachable(NodeId to, String why) -> {
        if (attempts.isUnderWayAt(to)) {
          attempts.conclude();
          tryElsewhere(Optional.empty(), to + ": " + why);
        }
      }
      case Event.Tick(long nanos) -> {
        nowNanos = Math.max(nowNanos, nanos);
        call.ifPresent(this::onTime);
      }
    }
  }

  private void begin(Call next) {
    if (call.isPresent()) {
      throw new IllegalStateException("one call at a time: " + call.get() + " is under way");
    }
    call = Optional.of(next);
    callDeadline = nowNanos + limitNanos;
    trouble = "no answer";
    backoff.reset();
    attempts.begin(next);
    attempt();
  }

  private void attempt() {
    attemptDeadline = nowNanos + attemptNanos;
    effects.accept(new Effect.Send(servers.target(), attempts.next(servers.target())));
  }

  private void onResponse(Response response) {
    switch (response) {
      case Response.Answered(long id, Reply reply) -> {
        servers.settle();
        backoff.reset();
        onReply(reply);
      }
      case Response.Rejected(long id, Optional<NodeId> leader) -> {
        attempts.conclude();
        tryElsewhere(leader, "no leader took it");
      }
      case Response.Indeterminate(long id, Optional<NodeId> leader) -> {
        attempts.leaveInDoubt();
        tryElsewhere(leader, "the leader lost its office meanwhile");
      }
    }
  }

  private void onReply(Reply reply) {
    if (reply instanceof Reply.SessionOpened(long session) && attempts.isOpening()) {
      attempts.opened(session);
      attempt();
    } else if (reply instanceof Reply.NoSession && !attempts.isOpening()) {
      onNoSession();
    } else {
      attempts.conclude();
      finish(new Outcome.Ok(reply));
    }
  }

  /** This attempt did nothing. But an earlier one may have, and the store no longer knows. */
  private void onNoSession() {
    attempts.conclude();
    attempts.forgetSession();
    trouble = "the session is gone";
    if (attempts.isInDoubt()) {
      finish(new Outcome.Indeterminate(trouble));
    } else {
      attempts.reopen();
      waitAndRetry();
    }
  }

  private void tryElsewhere(Optional<NodeId> leader, String why) {
    trouble = why;
    if (servers.follow(leader)) {
      attempt();
    } else {
      waitAndRetry();
    }
  }

  private void waitAndRetry() {
    attemptDeadline = nowNanos + backoff.nextNanos();
  }

  private void onTime(Call running) {
    if (nowNanos >= callDeadline) {
      attempts.leaveInDoubt();
      finish(outcomeAtTheLimit(running));
    } else if (nowNanos >= attemptDeadline) {
      if (attempts.isUnderWay()) {
        trouble = servers.target() + " did not answer";
        attempts.leaveInDoubt();
        servers.next();
      }
      attempt();
    }
  }

  private Outcome outcomeAtTheLimit(Call running) {
    String why = trouble + "; gave up after " + Duration.ofNanos(limitNanos);
    return switch (running) {
      case Call.Ask ask -> new Outcome.Rejected(why);
      case Call.Change change ->
          attempts.isInDoubt() ? new Outcome.Indeterminate(why) : new Outcome.Rejected(why);
    };
  }

  private void finish(Outcome outcome) {
    Invariant.that(call.isPresent(), "a call finishes once");
    Invariant.that(!attempts.isUnderWay(), "a call finishes with its last attempt");
    call = Optional.empty();
    callDeadline = NEVER;
    attemptDeadline = NEVER;
    effects.accept(new Effect.Finish(outcome));
  }

  /** Whether a call is under way: the next one must wait for its {@link Effect.Finish}. */
  public boolean isBusy() {
    return call.isPresent();
  }

  /** When the next {@link Event.Tick} matters; Long.MAX_VALUE when none does. */
  public long nextDeadlineNanos() {
    return Math.min(callDeadline, attemptDeadline);
  }
}
