package minos.history;

import java.util.BitSet;
import java.util.Optional;

/** How texts were spelled: {@code :a} and {@code "a"} would become one value unnoticed. */
final class Spellings {
  private final Values values;
  private final BitSet words = new BitSet();
  private final BitSet strings = new BitSet();

  Spellings(Values values) {
    this.values = values;
  }

  /**
   * Notes how a text is spelled.
   *
   * @param text by number
   * @return what is wrong if it is spelled in both ways
   */
  Optional<String> objection(int text, boolean word) {
    (word ? words : strings).set(text);
    if (!(word ? strings : words).get(text)) {
      return Optional.empty();
    }
    return Optional.of(
        ":%s and \"%s\" would become one value, expected either keywords or strings"
            .formatted(values.get(text), values.get(text)));
  }
}
