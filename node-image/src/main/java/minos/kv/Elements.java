package minos.kv;

import java.util.Iterator;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** An object of any number of texts, which a snapshot writes a few at a time. */
sealed interface Elements extends Stored permits TextSet, TextList, Queue {
  /** Writes what is to be known beside the texts; most have nothing of the kind. */
  default void encodeHead(Encoder to) {}

  int size();

  /** The texts as they are now, in their order, whatever becomes of the object. */
  Iterator<String> elements();

  /** Takes in the text that comes next in the order of {@link #elements}. */
  void take(String element);

  @Override
  default void encode(Encoder to) {
    encodeHead(to);
    to.number(size());
    elements().forEachRemaining(to::text);
  }

  /** Takes in as many texts as are there. */
  default void takeRun(Decoder from) throws Malformed {
    int count = from.count();
    for (int i = 0; i < count; i++) {
      take(from.text());
    }
  }
}
