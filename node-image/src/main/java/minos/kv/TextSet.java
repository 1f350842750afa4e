package minos.kv;

/** Texts without order, each at most once. */
public final class TextSet implements Elements {
  private final SortedTexts elements = new SortedTexts();

  TextSet() {}

  /** A change of a set. */
  public sealed interface Change extends Command.Change {}

  /** Puts an element in; the reply is {@link Reply.Changed}: whether it was absent. */
  public record Add(String name, String element) implements Change {}

  /** Takes an element out; the reply is {@link Reply.Changed}: whether it was there. */
  public record Remove(String name, String element) implements Change {}

  /** A question about a set. */
  public sealed interface Query extends minos.kv.Query {}

  /** Whether an element is in it; the reply is {@link Reply.Found}. */
  public record Contains(String name, String element) implements Query {}

  /** All elements; the reply is {@link Reply.Values}, sorted by UTF-16 code units. */
  public record Read(String name) implements Query {}

  static Reply execute(Change change, Store store) {
    return switch (change) {
      case Add(String name, String element) ->
          store.change(name, TextSet::new, set -> new Reply.Changed(set.elements.add(element)));
      case Remove(String name, String element) ->
          store.on(name, new TextSet(), set -> new Reply.Changed(set.elements.remove(element)));
    };
  }

  static Reply ask(Query query, Store store) {
    return switch (query) {
      case Contains(String name, String element) ->
          store.on(name, new TextSet(), set -> new Reply.Found(set.elements.contains(element)));
      case Read(String name) ->
          store.on(name, new TextSet(), set -> new Reply.Values(set.elements.toList()));
    };
  }

  @Override
  public Kind kind() {
    return Kind.SET;
  }

  @Override
  public Texts texts() {
    return elements;
  }
}
