package minos.kv;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import minos.bytes.Encoder;
import minos.raft.Rules;
import org.jspecify.annotations.Nullable;

/**
 * The state of a machine at one moment, written piece by piece while the machine goes on
 * ("copy-on-write", §7): what is about to change before its turn has come is encoded first. Equal
 * states write equal bytes. {@link Restoring} reads them.
 *
 * <p>Blocks, each with its length in four bytes before it; in each, whole records: a header, the
 * sessions from the least recently used on, the objects by name, an end that counts them. What does
 * not fit of an object's elements comes in records of their own right after it.
 */
public final class StateCopy {
  /** Of this format; a machine refuses what it does not know. */
  static final int VERSION = 1;

  static final int HEADER = 1;
  static final int SESSION = 2;
  static final int OBJECT = 3;
  static final int END = 4;

  /** More of the object before. */
  static final int ELEMENTS = 5;

  private enum Stage {
    BEGIN,
    SESSIONS,
    OBJECTS,
    DONE
  }

  private final long applied;
  private final long timeNanos;
  private final NavigableMap<String, Stored> objects;
  private final Map<Long, Session> sessions;
  private final Map<Long, byte[]> sessionsBefore = new HashMap<>();

  /** The objects as they were that have changed ahead of the cursor; empty: there was none. */
  private final NavigableMap<String, Optional<Frozen>> objectsBefore = new TreeMap<>();

  /** Of the object at the cursor, what is still to be written. */
  private Iterator<String> elements = Collections.emptyIterator();

  private Stage stage = Stage.BEGIN;
  private @Nullable String cursor;
  private long written;

  /**
   * An object as it was at some moment.
   *
   * @param head what comes before its elements, or all of it where it has none
   * @param elements empty where it is an object of another kind
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Frozen(byte[] head, Optional<Iterator<String>> elements) {
    static Frozen of(Stored object) {
      Encoder head = new Encoder().octet(object.kind().code());
      if (object instanceof Elements many) {
        many.encodeHead(head);
        return new Frozen(head.toBytes(), Optional.of(many.texts().iterator()));
      }
      object.encode(head);
      return new Frozen(head.toBytes(), Optional.empty());
    }
  }

  StateCopy(long applied, NavigableMap<String, Stored> objects, Sessions sessions, Rules rules) {
    this.applied = applied;
    this.timeNanos = sessions.timeNanos();
    this.objects = objects;
    this.sessions =
        rules.snapshotHoldsSessions()
            ? new LinkedHashMap<>(sessions.inOrder())
            : new LinkedHashMap<>();
  }

  /** To be called before a session is used: its client's replies change. */
  void beforeUse(long id, Session session) {
    boolean ahead = (stage == Stage.BEGIN || stage == Stage.SESSIONS) && id <= applied;
    if (ahead && !sessionsBefore.containsKey(id)) {
      sessionsBefore.put(id, encode(session));
    }
  }

  /** To be called before the object of this name is made, changed or removed. */
  void beforeChange(String name) {
    boolean behind = stage == Stage.DONE || (cursor != null && name.compareTo(cursor) <= 0);
    if (!behind && !objectsBefore.containsKey(name)) {
      objectsBefore.put(name, Optional.ofNullable(objects.get(name)).map(Frozen::of));
    }
  }

  /**
   * The next piece; empty after the last.
   *
   * @param bytes about how large it should be
   */
  public Optional<byte[]> next(int bytes) {
    if (stage == Stage.DONE) {
      return Optional.empty();
    }
    Encoder block = new Encoder();
    while (stage != Stage.DONE && block.size() < bytes) {
      switch (stage) {
        case BEGIN -> {
          block.octet(HEADER).number(VERSION).number(applied).number(timeNanos);
          stage = Stage.SESSIONS;
        }
        case SESSIONS -> writeSessions(block, bytes);
        case OBJECTS -> writeObjects(block, bytes);
        case DONE -> {}
      }
    }
    byte[] content = block.toBytes();
    return Optional.of(
        ByteBuffer.allocate(4 + content.length).putInt(content.length).put(content).array());
  }

  /** No more of it is wanted: nothing is kept for it any longer. */
  public void end() {
    stage = Stage.DONE;
    sessions.clear();
    sessionsBefore.clear();
    objectsBefore.clear();
    elements = Collections.emptyIterator();
  }

  private void writeSessions(Encoder block, int bytes) {
    Iterator<Map.Entry<Long, Session>> left = sessions.entrySet().iterator();
    while (left.hasNext() && block.size() < bytes) {
      Map.Entry<Long, Session> next = left.next();
      byte[] before = sessionsBefore.remove(next.getKey());
      block.octet(SESSION).number(next.getKey());
      block.raw(before == null ? encode(next.getValue()) : before);
      written++;
      left.remove();
    }
    if (!left.hasNext()) {
      stage = Stage.OBJECTS;
      sessionsBefore.clear();
    }
  }

  private void writeObjects(Encoder block, int bytes) {
    if (elements.hasNext()) {
      block.octet(ELEMENTS);
      writeRun(block, bytes);
    }
    Iterator<Map.Entry<String, Stored>> live =
        (cursor == null ? objects : objects.tailMap(cursor, false)).entrySet().iterator();
    Map.@Nullable Entry<String, Stored> next = live.hasNext() ? live.next() : null;
    while (block.size() < bytes) {
      Map.Entry<String, Optional<Frozen>> before = objectsBefore.firstEntry();
      if (next == null && before == null) {
        block.octet(END).number(written);
        stage = Stage.DONE;
        return;
      }
      if (before != null && (next == null || before.getKey().compareTo(next.getKey()) <= 0)) {
        objectsBefore.remove(before.getKey());
        cursor = before.getKey();
        before.getValue().ifPresent(frozen -> writeObject(block, before.getKey(), frozen, bytes));
      } else if (next != null) {
        cursor = next.getKey();
        writeObject(block, next.getKey(), next.getValue(), bytes);
      }
      if (next != null && next.getKey().equals(cursor)) {
        next = live.hasNext() ? live.next() : null;
      }
    }
  }

  /** As it is now; of most there is no need for a second copy. */
  private void writeObject(Encoder block, String name, Stored object, int bytes) {
    if (object instanceof Elements) {
      writeObject(block, name, Frozen.of(object), bytes);
    } else {
      object.encode(block.octet(OBJECT).text(name).octet(object.kind().code()));
      written++;
    }
  }

  private void writeObject(Encoder block, String name, Frozen object, int bytes) {
    block.octet(OBJECT).text(name).raw(object.head());
    written++;
    if (object.elements().isPresent()) {
      elements = object.elements().get();
      writeRun(block, bytes);
    }
  }

  /** As many elements as fit, but for the last. */
  private void writeRun(Encoder block, int bytes) {
    Encoder run = new Encoder();
    int count = 0;
    while (elements.hasNext() && block.size() + run.size() < bytes) {
      run.text(elements.next());
      count++;
    }
    block.number(count).raw(run.toBytes());
  }

  private static byte[] encode(Session session) {
    Encoder to = new Encoder();
    session.encode(to);
    return to.toBytes();
  }
}
