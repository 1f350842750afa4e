package minos.kv;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/**
 * What the state machine remembers of one client: the replies that it may still ask for again.
 * Where these are too many, those to the lowest numbers go, as if the client had acknowledged them.
 */
final class Session {
  private final int repliesMax;
  private final SortedMap<Long, Reply> replies = new TreeMap<>();
  private long acknowledged;
  private long usedNanos;

  Session(int repliesMax) {
    this.repliesMax = repliesMax;
  }

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
      if (replies.size() > repliesMax) {
        acknowledge(replies.firstKey());
      }
    }
  }

  /** Its client has asked for something. */
  void usedAt(long timeNanos) {
    usedNanos = timeNanos;
  }

  /** When its client has asked for something last, by the time of the log. */
  long usedNanos() {
    return usedNanos;
  }

  void encode(Encoder to) {
    to.number(usedNanos).number(acknowledged).number(replies.size());
    replies.forEach((sequence, reply) -> ReplyCodec.encode(reply, to.number(sequence)));
  }

  static Session decode(Decoder from, int repliesMax) throws Malformed {
    Session session = new Session(repliesMax);
    session.usedNanos = from.number();
    session.acknowledged = from.number();
    int count = from.count();
    for (int i = 0; i < count; i++) {
      session.replies.put(from.number(), ReplyCodec.decode(from));
    }
    return session;
  }
}
