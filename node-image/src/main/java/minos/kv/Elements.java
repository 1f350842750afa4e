package minos.kv;

import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** An object of any number of texts, which a snapshot writes a few at a time. */
sealed interface Elements extends Stored permits TextSet, TextList, Queue {
  Texts texts();

  /** Writes what is to be known beside the texts; most have nothing of the kind. */
  default void encodeHead(Encoder to) {}

  @Override
  default void encode(Encoder to) {
    encodeHead(to);
    to.number(texts().size());
    texts().forEach(to::text);
  }

  /** Takes in as many texts as are there. */
  default void takeRun(Decoder from) throws Malformed {
    int count = from.count();
    for (int i = 0; i < count; i++) {
      texts().take(from.text());
    }
  }
}
