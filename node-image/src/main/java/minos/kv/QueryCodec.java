package minos.kv;

import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** Queries as bytes, for the wire. */
public final class QueryCodec {
  private static final int GET = 1;
  private static final int COUNTER_READ = 2;
  private static final int SET_CONTAINS = 3;
  private static final int SET_READ = 4;
  private static final int LIST_READ = 5;
  private static final int QUEUE_ID_OF = 6;
  private static final int QUEUE_TOP = 7;
  private static final int QUEUE_SIZE = 8;
  private static final int LOCK_LOOK = 9;

  private QueryCodec() {}

  public static void encode(Query query, Encoder to) {
    switch (query) {
      case Query.Get(String key) -> to.octet(GET).text(key);
      case Counter.Read(String name) -> to.octet(COUNTER_READ).text(name);
      case TextSet.Contains(String name, String element) ->
          to.octet(SET_CONTAINS).text(name).text(element);
      case TextSet.Read(String name) -> to.octet(SET_READ).text(name);
      case TextList.Read(String name) -> to.octet(LIST_READ).text(name);
      case Queue.IdOf(String label) -> to.octet(QUEUE_ID_OF).text(label);
      case Queue.Top(long id) -> to.octet(QUEUE_TOP).number(id);
      case Queue.Size(long id) -> to.octet(QUEUE_SIZE).number(id);
      case Lock.Look(String name) -> to.octet(LOCK_LOOK).text(name);
    }
  }

  public static Query decode(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case GET -> new Query.Get(from.text());
      case COUNTER_READ -> new Counter.Read(from.text());
      case SET_CONTAINS -> new TextSet.Contains(from.text(), from.text());
      case SET_READ -> new TextSet.Read(from.text());
      case LIST_READ -> new TextList.Read(from.text());
      case QUEUE_ID_OF -> new Queue.IdOf(from.text());
      case QUEUE_TOP -> new Queue.Top(from.number());
      case QUEUE_SIZE -> new Queue.Size(from.number());
      case LOCK_LOOK -> new Lock.Look(from.text());
      default -> throw from.malformed("is a query of unknown kind " + tag);
    };
  }
}
