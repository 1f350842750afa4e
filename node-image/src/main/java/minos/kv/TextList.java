package minos.kv;

import java.util.ArrayList;
import java.util.List;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** Texts in the order in which they were appended. */
public final class TextList implements Stored {
  private final List<String> elements = new ArrayList<>();

  TextList() {}

  /** Puts an element at the end; the reply is {@link Reply.Amount}, the length after it. */
  public record Append(String name, String element) implements Command.Change {}

  /** All elements, the oldest first; the reply is {@link Reply.Values}. */
  public record Read(String name) implements Query {}

  static Reply execute(Append append, Store store) {
    return store.change(
        append.name(),
        TextList::new,
        list -> {
          list.elements.add(append.element());
          return new Reply.Amount(list.elements.size());
        });
  }

  static Reply ask(Read read, Store store) {
    return store.on(
        read.name(), new TextList(), list -> new Reply.Values(List.copyOf(list.elements)));
  }

  @Override
  public Kind kind() {
    return Kind.LIST;
  }

  @Override
  public void encode(Encoder to) {
    to.number(elements.size());
    elements.forEach(to::text);
  }

  static TextList decode(Decoder from) throws Malformed {
    TextList decoded = new TextList();
    int count = from.count();
    for (int i = 0; i < count; i++) {
      decoded.elements.add(from.text());
    }
    return decoded;
  }
}
