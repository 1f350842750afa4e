package minos.suite.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The keys of one mapping in a suite file, asked for by name; whatever is wrong is told with its
 * line.
 *
 * @param unknown what to say of a word that is none of the known ones
 */
record Fields(
    String file, Node.Mapping mapping, BiFunction<String, Collection<String>, String> unknown) {

  static Fields of(
      String file, Node node, String what, BiFunction<String, Collection<String>, String> unknown)
      throws SuiteMalformed {
    if (node instanceof Node.Mapping mapping) {
      return new Fields(file, mapping, unknown);
    }
    throw new SuiteMalformed(
        file, node.line(), what + " is " + node.kind() + "; write keys and values: 'seed: 1'");
  }

  /** Refuses keys that mean nothing. */
  void allow(Collection<String> known) throws SuiteMalformed {
    for (Map.Entry<String, Node.Entry> key : mapping.keys().entrySet()) {
      if (!known.contains(key.getKey())) {
        throw new SuiteMalformed(file, key.getValue().line(), unknown.apply(key.getKey(), known));
      }
    }
  }

  Optional<Node> node(String key) {
    return Optional.ofNullable(mapping.keys().get(key)).map(Node.Entry::value);
  }

  int line(String key) {
    Node.Entry entry = mapping.keys().get(key);
    return entry == null ? mapping.line() : entry.line();
  }

  /** One value; empty if the key is absent. */
  Optional<String> text(String key) throws SuiteMalformed {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get() instanceof Node.Scalar scalar && !scalar.text().isEmpty()) {
      return Optional.of(scalar.text());
    }
    throw wrong(key, "is " + said(node.get()) + "; one value is expected");
  }

  String required(String key, String example) throws SuiteMalformed {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      throw new SuiteMalformed(
          file,
          mapping.line(),
          "'" + key + "' is missing; say it like '" + key + ": " + example + "'");
    }
    return text.get();
  }

  boolean flag(String key) throws SuiteMalformed {
    Optional<String> text = text(key);
    if (text.isPresent() && !List.of("true", "false").contains(text.get())) {
      throw wrong(key, "is '" + text.get() + "'; true or false is expected");
    }
    return text.map(Boolean::parseBoolean).orElse(false);
  }

  /** One value, or a list of them, as texts; empty if the key is absent. */
  List<String> texts(String key) throws SuiteMalformed {
    Optional<Node> node = node(key);
    if (node.isEmpty()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Node each : elements(node.get())) {
      if (!(each instanceof Node.Scalar scalar) || scalar.text().isEmpty()) {
        throw new SuiteMalformed(
            file,
            each.line(),
            "'" + key + "' holds " + said(each) + "; one value, or a list of values, is expected");
      }
      texts.add(scalar.text());
    }
    if (texts.isEmpty()) {
      throw wrong(key, "is an empty list; leave it out, or give it a value");
    }
    return texts;
  }

  /** One mapping, or a list of them; empty if the key is absent. */
  List<Fields> parts(String key) throws SuiteMalformed {
    Optional<Node> node = node(key);
    List<Fields> parts = new ArrayList<>();
    if (node.isPresent()) {
      for (Node each : elements(node.get())) {
        parts.add(of(file, each, "'" + key + "'", unknown));
      }
    }
    return parts;
  }

  SuiteMalformed wrong(String key, String what) {
    return new SuiteMalformed(file, line(key), "'" + key + "' " + what);
  }

  private static List<Node> elements(Node node) {
    return node instanceof Node.Sequence sequence ? sequence.elements() : List.of(node);
  }

  private static String said(Node node) {
    return node instanceof Node.Scalar scalar && scalar.text().isEmpty() ? "empty" : node.kind();
  }
}
