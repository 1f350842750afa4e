package minos.suite.file;

import java.util.List;
import java.util.Map;

/** A part of a YAML file that knows its line. */
sealed interface Node {
  int line();

  /** A text, a number, a truth value, or nothing: as it is written. */
  record Scalar(int line, String text) implements Node {}

  record Sequence(int line, List<Node> elements) implements Node {}

  /**
   * @param keys in the order of the file, each with its own line
   */
  record Mapping(int line, Map<String, Entry> keys) implements Node {}

  /** A key's line, and what it stands for. */
  record Entry(int line, Node value) {}

  /** In words, for errors. */
  default String kind() {
    return switch (this) {
      case Scalar scalar -> "'" + scalar.text() + "'";
      case Sequence sequence -> "a list";
      case Mapping mapping -> "a mapping";
    };
  }
}
