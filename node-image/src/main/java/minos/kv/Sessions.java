package minos.kv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/**
 * The sessions of all clients. One that was not used for a minute expires, by the time that the log
 * carries: the same on all servers. They are so many at most; a new one drives out the one that was
 * not used for longest. The client of a session that is gone is told {@link Reply.NoSession}. Locks
 * belong to the owners they name, not to sessions, and stay.
 */
final class Sessions {
  /** Part of the replicated state's definition: all servers must agree on these three. */
  static final int SESSIONS_MAX = 10_000;

  static final int REPLIES_MAX = 1_000;

  static final long EXPIRY_NANOS = 60_000_000_000L;

  private final int sessionsMax;
  private final int repliesMax;

  private long timeNanos;

  /** Those that were driven out, until somebody asks; not part of the state. */
  private final List<Long> expired = new ArrayList<>();

  /** Least recently used first. The order is state: it decides who goes next. */
  private final LinkedHashMap<Long, Session> byId = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param sessionsMax at least 1
   * @param repliesMax kept for each session at most; at least 1
   */
  Sessions(int sessionsMax, int repliesMax) {
    this.sessionsMax = sessionsMax;
    this.repliesMax = repliesMax;
  }

  int size() {
    return byId.size();
  }

  /** Those that have expired or were driven out since the last call. */
  List<Long> takeExpired() {
    List<Long> taken = List.copyOf(expired);
    expired.clear();
    return taken;
  }

  /** Time passes, and never goes back: an entry may carry an earlier one than those before. */
  void passTimeTo(long nanos) {
    timeNanos = Math.max(timeNanos, nanos);
    Iterator<Map.Entry<Long, Session>> leastRecent = byId.entrySet().iterator();
    while (leastRecent.hasNext()) {
      Map.Entry<Long, Session> next = leastRecent.next();
      if (timeNanos - next.getValue().usedNanos() < EXPIRY_NANOS) {
        return;
      }
      expired.add(next.getKey());
      leastRecent.remove();
    }
  }

  Session open(long id) {
    Session session = new Session(repliesMax);
    session.usedAt(timeNanos);
    byId.put(id, session);
    if (byId.size() > sessionsMax) {
      Iterator<Long> oldest = byId.keySet().iterator();
      expired.add(oldest.next());
      oldest.remove();
    }
    return session;
  }

  /** The session, which is thereby the one used last. */
  Optional<Session> use(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** By the log. */
  long timeNanos() {
    return timeNanos;
  }

  void encode(Encoder to) {
    to.number(timeNanos).number(byId.size());
    byId.forEach((id, session) -> session.encode(to.number(id)));
  }

  /** Least recently used first. */
  Map<Long, Session> inOrder() {
    return Collections.unmodifiableMap(byId);
  }

  /** Takes in a session of a snapshot, as the one used last. */
  void restore(long id, Decoder from) throws Malformed {
    byId.put(id, Session.decode(from, repliesMax));
  }
}
