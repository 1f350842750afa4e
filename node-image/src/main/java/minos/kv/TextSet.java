package minos.kv;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import minos.bytes.Decoder;
import minos.bytes.Encoder;
import minos.bytes.Malformed;

/** Texts without order, each at most once. */
public final class TextSet implements Stored {
  private final SortedSet<String> elements = new TreeSet<>();

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
          store.on(name, new TextSet(), set -> new Reply.Values(List.copyOf(set.elements)));
    };
  }

  @Override
  public Kind kind() {
    return Kind.SET;
  }

  @Override
  public void encode(Encoder to) {
    to.number(elements.size());
    elements.forEach(to::text);
  }

  static TextSet decode(Decoder from) throws Malformed {
    TextSet decoded = new TextSet();
    int count = from.count();
    for (int i = 0; i < count; i++) {
      decoded.elements.add(from.text());
    }
    return decoded;
  }
}
