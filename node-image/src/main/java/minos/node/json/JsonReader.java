package minos.node.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON text (RFC 8259), strictly: no comments, no trailing commas, no key twice, nothing
 * behind the value. What is wrong is said with line and column.
 */
public final class JsonReader {
  /** Deeper nesting is refused; a configuration has none of that. */
  private static final int MAX_DEPTH = 32;

  /** A value, and the line on which it begins. */
  public record Located(int line, Object value) {}

  private final String name;
  private final String text;
  private int position;

  private JsonReader(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * @param name of the text, for what is said of it
   * @return a map, list, string, {@link Number}'s text as {@link Literal}, or boolean; members of
   *     maps and lists are {@link Located} each
   * @throws IllegalArgumentException with one line: {@code name:line:column: what was expected}
   */
  public static Located read(String name, String text) {
    JsonReader reader = new JsonReader(name, text);
    Located value = reader.value(0);
    reader.blank();
    if (reader.position < text.length()) {
      throw reader.wrong("nothing more");
    }
    return value;
  }

  /** A number, or null, as it is written. */
  public record Literal(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private Located value(int depth) {
    blank();
    int line = line();
    if (depth > MAX_DEPTH) {
      throw wrong("at most " + MAX_DEPTH + " levels");
    }
    Object value =
        switch (peek()) {
          case '{' -> object(depth);
          case '[' -> array(depth);
          case '"' -> string();
          default -> literal();
        };
    return new Located(line, value);
  }

  private Map<String, Located> object(int depth) {
    Map<String, Located> members = new LinkedHashMap<>();
    position++;
    blank();
    if (peek() == '}') {
      position++;
      return members;
    }
    while (true) {
      blank();
      int start = position;
      String key = string();
      blank();
      expect(':');
      if (members.put(key, value(depth + 1)) != null) {
        position = start;
        throw wrong("each key once, but \"" + key + "\" is there twice");
      }
      if (!goesOn('}')) {
        return members;
      }
    }
  }

  private List<Located> array(int depth) {
    List<Located> elements = new ArrayList<>();
    position++;
    blank();
    if (peek() == ']') {
      position++;
      return elements;
    }
    do {
      elements.add(value(depth + 1));
    } while (goesOn(']'));
    return elements;
  }

  /** Whether a comma follows, rather than the end. */
  private boolean goesOn(char end) {
    blank();
    char next = peek();
    if (next != ',' && next != end) {
      throw wrong("',' or '" + end + "'");
    }
    position++;
    return next == ',';
  }

  private Object literal() {
    int start = position;
    while (Character.isLetterOrDigit(peek()) || "+-.".indexOf(peek()) >= 0) {
      position++;
    }
    String word = text.substring(start, position);
    if (word.equals("true") || word.equals("false")) {
      return word.equals("true");
    }
    if (word.equals("null") || word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
      return new Literal(word);
    }
    position = start;
    throw wrong("a value");
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char c = peek();
      if (c < 0x20) { // also the end of the text
        throw wrong("'\"' at the end of a string");
      }
      position++;
      string.append(c == '\\' ? escaped() : c);
    }
    position++;
    return string.toString();
  }

  private char escaped() {
    char c = peek();
    position++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> {
        position--;
        throw wrong("one of \"\\/bfnrtu after a backslash");
      }
    };
  }

  private char unicode() {
    int end = Math.min(position + 4, text.length());
    String digits = text.substring(position, end);
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw wrong("four hexadecimal digits");
    }
    position = end;
    return (char) Integer.parseInt(digits, 16);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("'" + c + "'");
    }
    position++;
  }

  private void blank() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  /** The next character; NUL, which no JSON holds, at the end. */
  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private int line() {
    return 1 + (int) text.substring(0, position).chars().filter(c -> c == '\n').count();
  }

  private IllegalArgumentException wrong(String expected) {
    int column = position - text.lastIndexOf('\n', position - 1);
    String found = position < text.length() ? "found '" + peek() + "'" : "it ends here";
    return new IllegalArgumentException(
        "%s:%d:%d: expected %s, %s".formatted(name, line(), column, expected, found));
  }
}
