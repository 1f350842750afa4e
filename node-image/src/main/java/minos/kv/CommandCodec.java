package minos.kv;

import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Command.OpenSession;
import minos.raft.Payload;

/** Commands as bytes, for the log and for the wire. */
public final class CommandCodec {
  private static final int OPEN_SESSION = 1;
  private static final int IN_SESSION = 2;

  private static final int PUT = 1;
  private static final int COMPARE_AND_SET = 2;
  private static final int DELETE = 3;

  private CommandCodec() {}

  public static Payload encode(Command command) {
    Encoder out = new Encoder();
    switch (command) {
      case OpenSession() -> out.tag(OPEN_SESSION);
      case InSession(long session, long sequence, long acknowledged, Change change) ->
          encode(change, out.tag(IN_SESSION).number(session).number(sequence).number(acknowledged));
    }
    return out.payload();
  }

  private static void encode(Change change, Encoder out) {
    switch (change) {
      case Change.Put(String key, String value) -> out.tag(PUT).text(key).text(value);
      case Change.CompareAndSet(String key, String expected, String value) ->
          out.tag(COMPARE_AND_SET).text(key).text(expected).text(value);
      case Change.Delete(String key) -> out.tag(DELETE).text(key);
    }
  }

  /**
   * @throws IllegalArgumentException if these are not the bytes of one command
   */
  public static Command decode(Payload payload) {
    Decoder in = new Decoder("a command", payload);
    int tag = in.tag();
    return in.end(
        switch (tag) {
          case OPEN_SESSION -> new OpenSession();
          case IN_SESSION -> new InSession(in.number(), in.number(), in.number(), change(in));
          default -> throw in.malformed("is of unknown kind " + tag);
        });
  }

  private static Change change(Decoder in) {
    int tag = in.tag();
    return switch (tag) {
      case PUT -> new Change.Put(in.text(), in.text());
      case COMPARE_AND_SET -> new Change.CompareAndSet(in.text(), in.text(), in.text());
      case DELETE -> new Change.Delete(in.text());
      default -> throw in.malformed("has a change of unknown kind " + tag);
    };
  }
}
