package minos.kv;

import java.util.List;
import java.util.Optional;
import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Command.OpenSession;
import minos.raft.Invariant;
import minos.raft.Rules;
import minos.raft.ServiceRules;

/** The replicated objects of one server, and the sessions of its clients. */
public final class StateMachine {
  private final Rules rules;
  private final Store store;
  private final Sessions sessions;
  private long applied;
  private Optional<StateCopy> copy = Optional.empty();

  public StateMachine(Rules rules) {
    this(rules, new Sessions(Sessions.SESSIONS_MAX, Sessions.REPLIES_MAX));
  }

  StateMachine(Rules rules, Sessions sessions) {
    this(rules, new Store(), sessions, 0);
  }

  /** As a snapshot had it. */
  StateMachine(Rules rules, Store store, Sessions sessions, long applied) {
    this.rules = rules;
    this.store = store;
    this.sessions = sessions;
    this.applied = applied;
  }

  /**
   * Begins a copy of the state as it is now, for a snapshot; the machine may go on while it is
   * written. The one begun before is not kept right any longer.
   */
  public StateCopy copy() {
    StateCopy begun = new StateCopy(applied, store.objects(), sessions, rules);
    copy = Optional.of(begun);
    return begun;
  }

  /**
   * Applies the next committed command.
   *
   * @param index of its log entry, higher than all before; a session's id is the index that opened
   *     it
   * @return for a repeated sequence number the first reply again; {@link Reply.NoSession} where the
   *     session is unknown, or where the client had said that it would not ask again
   */
  public Reply apply(long index, Command command) {
    Invariant.that(index > applied, "entries are applied in log order", index, applied);
    applied = index;
    return switch (command) {
      case OpenSession() -> {
        sessions.open(index);
        yield new Reply.SessionOpened(index);
      }
      case InSession(long id, long sequence, long acknowledged, Change change) ->
          sessions
              .use(id)
              .or(() -> madeUp(id))
              .map(session -> once(id, session, sequence, acknowledged, change))
              .orElseGet(Reply.NoSession::new);
    };
  }

  /** Time has passed, as the log says; sessions may expire. */
  public void passTimeTo(long timeNanos) {
    sessions.passTimeTo(timeNanos);
  }

  /** How late it is, as the log says. */
  public long timeNanos() {
    return sessions.timeNanos();
  }

  private Optional<Session> madeUp(long id) {
    return rules.makesUpSessions() ? Optional.of(sessions.open(id)) : Optional.empty();
  }

  private static ServiceRules.Nature natureOf(Change change) {
    return switch (change) {
      case Change.CompareAndSet cas -> ServiceRules.Nature.COMPARES;
      case Queue.Pop pop -> ServiceRules.Nature.TAKES;
      case Register.Change register -> ServiceRules.Nature.OTHER;
      case Counter.Add add -> ServiceRules.Nature.OTHER;
      case TextSet.Change set -> ServiceRules.Nature.OTHER;
      case TextList.Append append -> ServiceRules.Nature.OTHER;
      case Queue.Change queue -> ServiceRules.Nature.OTHER;
      case Lock.Change lock -> ServiceRules.Nature.OTHER;
      case Transaction transaction -> ServiceRules.Nature.OTHER;
    };
  }

  /**
   * What the reply would be if this were the next command, for registers: a guess, since others may
   * come first.
   */
  public Optional<Reply> foresee(Command command) {
    if (!(command instanceof InSession in) || !(in.change() instanceof Register.Change change)) {
      return Optional.empty();
    }
    return switch (change) {
      case Change.CompareAndSet(String key, String expected, String value) ->
          Optional.of(
              new Reply.Swapped(
                  ask(new Query.Get(key)).equals(new Reply.Value(Optional.of(expected)))));
      case Change.Put put -> Optional.of(new Reply.Done());
      case Change.Delete delete -> Optional.of(new Reply.Done());
    };
  }

  /** "Without re-executing the request" (§8): a retry gets the first reply. */
  private Reply once(long id, Session session, long sequence, long acknowledged, Change change) {
    copy.ifPresent(begun -> begun.beforeUse(id, session));
    session.usedAt(sessions.timeNanos());
    session.acknowledge(acknowledged);
    if (!rules.mayExecute(session.isOver(sequence), natureOf(change))) {
      return session.replyTo(sequence).orElseGet(Reply.NoSession::new);
    }
    copy.ifPresent(begun -> store.namesIn(change).forEach(begun::beforeChange));
    Reply reply = store.execute(change);
    session.remember(sequence, reply);
    return reply;
  }

  /** Reads the state as it is now. */
  public Reply ask(Query query) {
    return store.ask(query);
  }

  /** How many clients have a session. */
  public int sessions() {
    return sessions.size();
  }

  /** The sessions that ended since the last call; of interest to a log of events only. */
  public List<Long> takeExpiredSessions() {
    return sessions.takeExpired();
  }

  /** Index of the last entry applied; 0 before the first. */
  public long applied() {
    return applied;
  }

  /** A number that tells states apart: equal on all servers that have applied the same entries. */
  public long digest() {
    return Digest.of(store, sessions);
  }
}
