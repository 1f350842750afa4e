package minos.kv;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Command.OpenSession;
import minos.raft.Invariant;
import minos.raft.Rules;

/** The replicated objects of one server, and the sessions of its clients. */
public final class StateMachine {
  private final Rules rules;
  private final SortedMap<String, String> objects = new TreeMap<>();
  private final SortedMap<Long, Session> sessions = new TreeMap<>();
  private long applied;

  public StateMachine(Rules rules) {
    this.rules = rules;
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
        sessions.put(index, new Session());
        yield new Reply.SessionOpened(index);
      }
      case InSession(long id, long sequence, long acknowledged, Change change) ->
          Optional.ofNullable(sessions.get(id))
              .map(session -> once(session, sequence, acknowledged, change))
              .orElseGet(Reply.NoSession::new);
    };
  }

  /** "Without re-executing the request" (§8): a retry gets the first reply. */
  private Reply once(Session session, long sequence, long acknowledged, Change change) {
    session.acknowledge(acknowledged);
    if (!rules.mayExecute(session.isOver(sequence))) {
      return session.replyTo(sequence).orElseGet(Reply.NoSession::new);
    }
    Reply reply = execute(change);
    session.remember(sequence, reply);
    return reply;
  }

  private Reply execute(Change change) {
    return switch (change) {
      case Change.Put(String key, String value) -> {
        objects.put(key, value);
        yield new Reply.Done();
      }
      case Change.CompareAndSet(String key, String expected, String value) ->
          new Reply.Swapped(objects.replace(key, expected, value));
      case Change.Delete(String key) -> {
        objects.remove(key);
        yield new Reply.Done();
      }
    };
  }

  /** Reads the state as it is now. */
  public Reply ask(Query query) {
    return switch (query) {
      case Query.Get(String key) -> new Reply.Value(Optional.ofNullable(objects.get(key)));
    };
  }

  /** Index of the last entry applied; 0 before the first. */
  public long applied() {
    return applied;
  }

  /** A number that tells states apart: equal on all servers that have applied the same entries. */
  public long digest() {
    return Digest.of(objects, sessions);
  }
}
