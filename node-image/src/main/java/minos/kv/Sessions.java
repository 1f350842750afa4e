package minos.kv;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import minos.bytes.Encoder;

/**
 * The sessions of all clients: so many at most; a new one drives out the one that was not used for
 * longest, as the log counts. Its client is told {@link Reply.NoSession}.
 */
final class Sessions {
  /** Part of the replicated state's definition: all servers must agree on these two. */
  static final int SESSIONS_MAX = 10_000;

  static final int REPLIES_MAX = 1_000;

  private final int sessionsMax;
  private final int repliesMax;

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

  /** Those that were driven out, until somebody asks; not part of the state. */
  private final List<Long> expired = new ArrayList<>();

  int size() {
    return byId.size();
  }

  /** Those that were driven out since the last call. */
  List<Long> takeExpired() {
    List<Long> taken = List.copyOf(expired);
    expired.clear();
    return taken;
  }

  void open(long id) {
    byId.put(id, new Session(repliesMax));
    if (byId.size() > sessionsMax) {
      Iterator<Long> oldest = byId.keySet().iterator();
      expired.add(oldest.next());
      oldest.remove();
    }
  }

  /** The session, which is thereby used. */
  Optional<Session> use(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  void encode(Encoder to) {
    to.number(byId.size());
    byId.forEach((id, session) -> session.encode(to.number(id)));
  }
}
