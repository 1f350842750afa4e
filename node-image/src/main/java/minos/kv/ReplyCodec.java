package minos.kv;

import java.util.Optional;
import minos.raft.Payload;

/** Replies as bytes, for the wire. */
public final class ReplyCodec {
  private static final int SESSION_OPENED = 1;
  private static final int NO_SESSION = 2;
  private static final int DONE = 3;
  private static final int SWAPPED = 4;
  private static final int VALUE = 5;

  private ReplyCodec() {}

  public static Payload encode(Reply reply) {
    Encoder out = new Encoder();
    return switch (reply) {
      case Reply.SessionOpened(long session) -> out.tag(SESSION_OPENED).number(session).payload();
      case Reply.NoSession() -> out.tag(NO_SESSION).payload();
      case Reply.Done() -> out.tag(DONE).payload();
      case Reply.Swapped(boolean matched) -> out.tag(SWAPPED).flag(matched).payload();
      case Reply.Value(Optional<String> value) -> out.tag(VALUE).optionalText(value).payload();
    };
  }

  /**
   * @throws IllegalArgumentException if these are not the bytes of one reply
   */
  public static Reply decode(Payload payload) {
    Decoder in = new Decoder("a reply", payload);
    int tag = in.tag();
    return in.end(
        switch (tag) {
          case SESSION_OPENED -> new Reply.SessionOpened(in.number());
          case NO_SESSION -> new Reply.NoSession();
          case DONE -> new Reply.Done();
          case SWAPPED -> new Reply.Swapped(in.flag());
          case VALUE -> new Reply.Value(in.optionalText());
          default -> throw in.malformed("is of unknown kind " + tag);
        });
  }
}
