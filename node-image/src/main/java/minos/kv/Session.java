package minos.kv;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the state machine remembers of one client: the replies that it may still ask for again. */
final class Session {
  private final SortedMap<Long, Reply> replies = new TreeMap<>();
  private long acknowledged;

  /** The client has all replies up to this sequence number; the mark never falls. */
  void acknowledge(long upTo) {
    if (upTo > acknowledged) {
      acknowledged = upTo;
      replies.headMap(upTo + 1).clear();
    }
  }

  /** Whether this number was executed, or given up by its client. */
  boolean isOver(long sequence) {
    return sequence <= acknowledged || replies.containsKey(sequence);
  }

  /** The first reply to this number; empty where it is not known, or no longer. */
  Optional<Reply> replyTo(long sequence) {
    return Optional.ofNullable(replies.get(sequence));
  }

  void remember(long sequence, Reply reply) {
    if (sequence > acknowledged) {
      replies.put(sequence, reply);
    }
  }

  long acknowledged() {
    return acknowledged;
  }

  SortedMap<Long, Reply> replies() {
    return Collections.unmodifiableSortedMap(replies);
  }
}
