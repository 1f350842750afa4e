package minos.kv;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import minos.bytes.Decoder;
import minos.bytes.Malformed;
import minos.raft.Rules;
import org.jspecify.annotations.Nullable;

/** A state machine in the making, from the pieces that a {@link StateCopy} wrote. */
public final class Restoring {
  private static final int LENGTH_BYTES = 4;

  private final Rules rules;
  private final Sessions sessions = new Sessions(Sessions.SESSIONS_MAX, Sessions.REPLIES_MAX);
  private final NavigableMap<String, Stored> objects = new TreeMap<>();
  private byte[] waiting = new byte[0];
  private @Nullable Stored latest;
  private long applied;
  private long read;
  private boolean begun;
  private boolean ended;

  public Restoring(Rules rules) {
    this.rules = rules;
  }

  /**
   * Takes in the bytes that come next; they may be cut anywhere.
   *
   * @throws Malformed if no machine has written them
   */
  public void add(byte[] piece) throws Malformed {
    byte[] bytes = Arrays.copyOf(waiting, waiting.length + piece.length);
    System.arraycopy(piece, 0, bytes, waiting.length, piece.length);
    int start = 0;
    while (bytes.length - start >= LENGTH_BYTES) {
      int length = ByteBuffer.wrap(bytes).getInt(start);
      if (length < 0) {
        throw new Malformed("a block of a state has a length of " + length);
      }
      if (bytes.length - start - LENGTH_BYTES < length) {
        break;
      }
      start += LENGTH_BYTES;
      block(new Decoder(Arrays.copyOfRange(bytes, start, start + length)));
      start += length;
    }
    waiting = Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private void block(Decoder from) throws Malformed {
    while (!from.isAtEnd()) {
      int tag = from.octet();
      if (ended || begun == (tag == StateCopy.HEADER)) {
        throw from.malformed("is a state whose parts are out of order");
      }
      switch (tag) {
        case StateCopy.HEADER -> header(from);
        case StateCopy.SESSION -> {
          sessions.restore(from.number(), from);
          read++;
        }
        case StateCopy.OBJECT -> {
          String name = from.text();
          latest = object(name, from);
          objects.put(name, latest);
          read++;
        }
        case StateCopy.ELEMENTS -> more(from);
        case StateCopy.END -> end(from);
        default -> throw from.malformed("is a part of a state of unknown kind " + tag);
      }
    }
  }

  private void header(Decoder from) throws Malformed {
    long version = from.number();
    if (version != StateCopy.VERSION) {
      throw from.malformed("is a state in format " + version + ", not " + StateCopy.VERSION);
    }
    applied = from.number();
    sessions.passTimeTo(from.number());
    begun = true;
  }

  private static Stored object(String name, Decoder from) throws Malformed {
    int code = from.octet();
    Kind kind =
        Kind.of(code).orElseThrow(() -> from.malformed("is an object of unknown kind " + code));
    return switch (kind) {
      case REGISTER -> Register.decode(from);
      case COUNTER -> Counter.decode(from);
      case SET -> withRun(new TextSet(), from);
      case LIST -> withRun(new TextList(), from);
      case QUEUE -> withRun(Queue.decodeHead(name, from), from);
      case LOCK -> Lock.decode(from);
    };
  }

  private static Stored withRun(Elements object, Decoder from) throws Malformed {
    object.takeRun(from);
    return object;
  }

  private void more(Decoder from) throws Malformed {
    if (!(latest instanceof Elements object)) {
      throw from.malformed("has elements of nothing");
    }
    object.takeRun(from);
  }

  private void end(Decoder from) throws Malformed {
    long count = from.number();
    if (count != read) {
      throw from.malformed("is a state of " + count + " parts, of which " + read + " came");
    }
    ended = true;
  }

  /**
   * The machine, once all pieces are in; to be called once.
   *
   * @throws Malformed if some are missing
   */
  public StateMachine machine() throws Malformed {
    if (!ended || waiting.length > 0) {
      throw new Malformed("a state is cut off after " + read + " parts");
    }
    return new StateMachine(rules, new Store(objects), sessions, applied);
  }
}
