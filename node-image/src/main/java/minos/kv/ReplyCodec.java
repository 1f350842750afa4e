package minos.kv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
  private static final int WRONG_KIND = 6;
  private static final int NO_QUEUE = 7;
  private static final int AMOUNT = 8;
  private static final int CHANGED = 9;
  private static final int FOUND = 10;
  private static final int VALUES = 11;
  private static final int QUEUE_ID = 12;
  private static final int ACQUIRED = 13;
  private static final int HELD = 14;
  private static final int HOLDER = 15;
  private static final int READS = 16;

  private ReplyCodec() {}

  public static void encode(Reply reply, Encoder to) {
    switch (reply) {
      case Reply.SessionOpened(long session) -> to.octet(SESSION_OPENED).number(session);
      case Reply.NoSession() -> to.octet(NO_SESSION);
      case Reply.WrongKind(String name, Kind found) ->
          to.octet(WRONG_KIND).text(name).octet(found.code());
      case Reply.NoQueue(long id) -> to.octet(NO_QUEUE).number(id);
      case Reply.Done() -> to.octet(DONE);
      case Reply.Swapped(boolean matched) -> to.octet(SWAPPED).flag(matched);
      case Reply.Value(Optional<String> value) -> to.octet(VALUE).optionalText(value);
      case Reply.Amount(long amount) -> to.octet(AMOUNT).number(amount);
      case Reply.Changed(boolean changed) -> to.octet(CHANGED).flag(changed);
      case Reply.Found(boolean found) -> to.octet(FOUND).flag(found);
      case Reply.Values(List<String> values) -> encode(values, to.octet(VALUES));
      case Reply.QueueId(OptionalLong id) -> {
        to.octet(QUEUE_ID).flag(id.isPresent());
        id.ifPresent(to::number);
      }
      case Reply.Acquired(long token) -> to.octet(ACQUIRED).number(token);
      case Reply.Held(String owner) -> to.octet(HELD).text(owner);
      case Reply.Holder(Optional<String> owner, long token) ->
          to.octet(HOLDER).optionalText(owner).number(token);
      case Reply.Reads(List<List<String>> lists) -> {
        to.octet(READS).number(lists.size());
        lists.forEach(list -> encode(list, to));
      }
    }
  }

  private static void encode(List<String> texts, Encoder to) {
    to.number(texts.size());
    texts.forEach(to::text);
  }

  public static Reply decode(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case SESSION_OPENED -> new Reply.SessionOpened(from.number());
      case NO_SESSION -> new Reply.NoSession();
      case WRONG_KIND -> new Reply.WrongKind(from.text(), kind(from));
      case NO_QUEUE -> new Reply.NoQueue(from.number());
      case DONE -> new Reply.Done();
      case SWAPPED -> new Reply.Swapped(from.flag());
      case VALUE -> new Reply.Value(from.optionalText());
      case AMOUNT -> new Reply.Amount(from.number());
      case CHANGED -> new Reply.Changed(from.flag());
      case FOUND -> new Reply.Found(from.flag());
      case VALUES -> new Reply.Values(texts(from));
      case QUEUE_ID ->
          new Reply.QueueId(from.flag() ? OptionalLong.of(from.number()) : OptionalLong.empty());
      case ACQUIRED -> new Reply.Acquired(from.number());
      case HELD -> new Reply.Held(from.text());
      case HOLDER -> new Reply.Holder(from.optionalText(), from.number());
      case READS -> reads(from);
      default -> throw from.malformed("is a reply of unknown kind " + tag);
    };
  }

  private static Kind kind(Decoder from) throws Malformed {
    int code = from.octet();
    return Kind.of(code)
        .orElseThrow(() -> from.malformed("names an unknown kind of object, " + code));
  }

  private static List<String> texts(Decoder from) throws Malformed {
    int count = from.count();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(from.text());
    }
    return texts;
  }

  private static Reply reads(Decoder from) throws Malformed {
    int count = from.count();
    List<List<String>> lists = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lists.add(texts(from));
    }
    return new Reply.Reads(lists);
  }
}
