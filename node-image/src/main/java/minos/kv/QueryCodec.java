package minos.kv;

import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** Queries as bytes, for the wire. */
public final class QueryCodec {
  private static final int GET = 1;

  private QueryCodec() {}

  public static void encode(Query query, Encoder to) {
    switch (query) {
      case Query.Get(String key) -> to.octet(GET).text(key);
    }
  }

  public static Query decode(Decoder from) throws Malformed {
    int tag = from.octet();
    return switch (tag) {
      case GET -> new Query.Get(from.text());
      default -> throw from.malformed("is a query of unknown kind " + tag);
    };
  }
}
