package minos.kv;

/** Texts in the order in which they were appended. */
public final class TextList implements Elements {
  private final TextSequence elements = new TextSequence();

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
    return store.on(read.name(), new TextList(), list -> new Reply.Values(list.elements.toList()));
  }

  @Override
  public Kind kind() {
    return Kind.LIST;
  }

  @Override
  public Texts texts() {
    return elements;
  }
}
