package minos.kv;

import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;
import minos.kv.Command.Change;
import minos.kv.Command.InSession;
import minos.kv.Command.OpenSession;
import minos.raft.Payload;

/** Commands as bytes, for the log and for the wire. */
public final class CommandCodec {
  private static final int OPEN_SESSION = 1;
  private static final int IN_SESSION = 2;

  private CommandCodec() {}

  public static Payload encode(Command command) {
    Encoder to = new Encoder();
    encode(command, to);
    return new Payload(to.toBytes());
  }

  public static void encode(Command command, Encoder to) {
    switch (command) {
      case OpenSession() -> to.octet(OPEN_SESSION);
      case InSession(long session, long sequence, long acknowledged, Change change) ->
          ChangeCodec.encode(
              change, to.octet(IN_SESSION).number(session).number(sequence).number(acknowledged));
    }
  }

  /**
   * Reads one command, which must take up all of the bytes.
   *
   * @throws Malformed if it does not
   */
  public static Command decode(Payload payload) throws Malformed {
    Decoder from = new Decoder(payload.bytes());
    Command command = decode(from);
    from.end();
    return command;
  }

  public static Command decode(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case OPEN_SESSION -> new OpenSession();
      case IN_SESSION ->
          new InSession(from.number(), from.number(), from.number(), ChangeCodec.decode(from));
      default -> throw from.malformed("is a command of unknown kind " + tag);
    };
  }
}
