package minos.kv;

import minos.raft.Payload;

/** Queries as bytes, for the wire. */
public final class QueryCodec {
  private static final int GET = 1;

  private QueryCodec() {}

  public static Payload encode(Query query) {
    return switch (query) {
      case Query.Get(String key) -> new Encoder().tag(GET).text(key).payload();
    };
  }

  /**
   * @throws IllegalArgumentException if these are not the bytes of one query
   */
  public static Query decode(Payload payload) {
    Decoder in = new Decoder("a query", payload);
    int tag = in.tag();
    return in.end(
        switch (tag) {
          case GET -> new Query.Get(in.text());
          default -> throw in.malformed("is of unknown kind " + tag);
        });
  }
}
