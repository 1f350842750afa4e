package minos.kv;

import java.util.Optional;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** Replies as bytes, for the wire and for digests. */
public final class ReplyCodec {
  private static final int SESSION_OPENED = 1;
  private static final int NO_SESSION = 2;
  private static final int DONE = 3;
  private static final int SWAPPED = 4;
  private static final int VALUE = 5;

  private ReplyCodec() {}

  public static void encode(Reply reply, Encoder to) {
    switch (reply) {
      case Reply.SessionOpened(long session) -> to.octet(SESSION_OPENED).number(session);
      case Reply.NoSession() -> to.octet(NO_SESSION);
      case Reply.Done() -> to.octet(DONE);
      case Reply.Swapped(boolean matched) -> to.octet(SWAPPED).flag(matched);
      case Reply.Value(Optional<String> value) -> to.octet(VALUE).optionalText(value);
    }
  }

  public static Reply decode(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case SESSION_OPENED -> new Reply.SessionOpened(from.number());
      case NO_SESSION -> new Reply.NoSession();
      case DONE -> new Reply.Done();
      case SWAPPED -> new Reply.Swapped(from.flag());
      case VALUE -> new Reply.Value(from.optionalText());
      default -> throw from.malformed("is a reply of unknown kind " + tag);
    };
  }
}
