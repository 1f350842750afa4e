package minos.history;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Extensible data notation, form by form; nothing is ever evaluated.
 *
 * <p>A form becomes null, Boolean, Long, BigInteger, Double, String, {@link Word}, List (also of a
 * set) or Map. Tags are dropped: what they stand before is read as it is. Ratios, decimals and
 * numbers that are not finite are refused.
 */
final class EdnReader {
  private static final int DEPTH_MAX = 500;
  private static final int END = TextInput.END;

  private final TextInput in;
  private final String name;
  private byte[] token = new byte[64];
  private int tokenLength;
  private int depth;

  /** A keyword or symbol, without its colon. */
  record Word(String name) {}

  /**
   * @param name for messages
   */
  EdnReader(TextInput in, String name) {
    this.in = in;
    this.name = name;
  }

  /** Goes on to the next form, or closing bracket; false at the end. */
  boolean more() throws IOException, HistoryMalformed {
    return next() != END;
  }

  /** Passes an opening bracket of a list or vector, if one is next; the bracket that closes it. */
  char enter() throws IOException, HistoryMalformed {
    int first = next();
    if (first != '[' && first != '(') {
      return 0;
    }
    in.take();
    return first == '[' ? ']' : ')';
  }

  /** Passes the closing bracket, if it is next. */
  boolean leave(char close) throws IOException, HistoryMalformed {
    int first = next();
    if (first == END) {
      throw malformed("the file ends, expected " + close);
    }
    if (first == close) {
      in.take();
      return true;
    }
    return false;
  }

  /** Forgets the brackets that it stands in. */
  void surface() {
    depth = 0;
  }

  HistoryMalformed malformed(String what) {
    return new HistoryMalformed(name, in.line(), in.column(), what);
  }

  HistoryMalformed malformedAt(long atLine, long atColumn, String what) {
    return new HistoryMalformed(name, atLine, atColumn, what);
  }

  @Nullable Object form() throws IOException, HistoryMalformed {
    int first = next();
    return switch (first) {
      case '[' -> sequence(']');
      case '(' -> sequence(')');
      case '{' -> map();
      case '"' -> string();
      case '#' -> dispatched();
      case END -> throw malformed("the file ends, expected a value");
      case ']', ')', '}' -> throw malformed("found " + (char) first + ", expected a value");
      default -> atom();
    };
  }

  private List<@Nullable Object> sequence(char close) throws IOException, HistoryMalformed {
    deeper();
    in.take();
    List<@Nullable Object> list = new ArrayList<>();
    while (!leave(close)) {
      list.add(form());
    }
    depth--;
    return list;
  }

  private Map<Object, @Nullable Object> map() throws IOException, HistoryMalformed {
    deeper();
    in.take();
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    while (!leave('}')) {
      Object key = form();
      if (key == null || map.containsKey(key)) {
        throw malformed(key == null ? "nil as a key" : "key " + text(key) + " stands twice");
      }
      if (next() == '}') {
        throw malformed("key " + text(key) + " has no value");
      }
      map.put(key, form());
    }
    depth--;
    return map;
  }

  private static String text(Object key) {
    return key instanceof Word word ? ":" + word.name() : key.toString();
  }

  private void deeper() throws HistoryMalformed {
    if (++depth > DEPTH_MAX) {
      throw malformed("more than " + DEPTH_MAX + " brackets within each other");
    }
  }

  /** After a hash: a set, or a tag and its form. */
  private @Nullable Object dispatched() throws IOException, HistoryMalformed {
    in.take();
    if (in.peek() == '{') {
      return sequence('}');
    }
    if (!Character.isLetter(in.peek())) {
      throw malformed("found # and no tag or set, expected a value");
    }
    deeper();
    word();
    Object tagged = form();
    depth--;
    return tagged;
  }

  private String string() throws IOException, HistoryMalformed {
    in.take();
    tokenLength = 0;
    StringBuilder before = new StringBuilder();
    for (int c = in.take(); c != '"'; c = in.take()) {
      if (c == END) {
        throw malformed("the file ends within a string");
      }
      if (c == '\\') {
        before.append(token()).append(escaped());
        tokenLength = 0;
      } else {
        append(c);
      }
    }
    return before.isEmpty() ? token() : before.append(token()).toString();
  }

  private void append(int c) {
    if (tokenLength == token.length) {
      token = Arrays.copyOf(token, 2 * tokenLength);
    }
    token[tokenLength++] = (byte) c;
  }

  private String token() throws HistoryMalformed {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(token, 0, tokenLength))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("not UTF-8, expected text");
    }
  }

  private char escaped() throws IOException, HistoryMalformed {
    int c = in.take();
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\', '/' -> (char) c;
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(in.take(), 16);
          if (digit < 0) {
            throw malformed("expected four hexadecimal digits after \\u");
          }
          code = 16 * code + digit;
        }
        yield (char) code;
      }
      default -> throw malformed("no string has \\" + (c == END ? "" : (char) c));
    };
  }

  private @Nullable Object atom() throws IOException, HistoryMalformed {
    long beginLine = in.line();
    long beginColumn = in.column();
    if (in.peek() == '\\') {
      in.take();
      return character(word());
    }
    String text = word();
    char first = text.charAt(0);
    if (first == ':') {
      if (text.length() == 1) {
        throw malformed("a colon alone, expected a keyword");
      }
      return new Word(text.substring(1));
    }
    boolean signed = (first == '-' || first == '+') && text.length() > 1;
    if (isDigit(first) || (signed && isDigit(text.charAt(1)))) {
      try {
        return number(text);
      } catch (NumberFormatException e) {
        throw malformedAt(beginLine, beginColumn, text + " is no number that a history can hold");
      }
    }
    return switch (text) {
      case "nil" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> new Word(text);
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static Object number(String text) {
    if (text.endsWith("N")) {
      return new BigInteger(text.substring(0, text.length() - 1));
    }
    for (int i = 1; i < text.length(); i++) {
      if (!isDigit(text.charAt(i))) {
        return finite(text);
      }
    }
    return text.length() < 19 ? (Object) Long.parseLong(text) : new BigInteger(text);
  }

  /** Double.parseDouble takes more than EDN has: hexadecimal, and suffixes. */
  private static Double finite(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number) || !text.matches("[-+0-9.eE]+")) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  private String character(String word) throws HistoryMalformed {
    return switch (word) {
      case "newline" -> "\n";
      case "space" -> " ";
      case "tab" -> "\t";
      case "return" -> "\r";
      default -> {
        if (word.length() != 1) {
          throw malformed("no character is named " + word);
        }
        yield word;
      }
    };
  }

  private String word() throws IOException, HistoryMalformed {
    tokenLength = 0;
    for (int c = in.peek(); c != END && !isBlank(c) && "()[]{}\";".indexOf(c) < 0; c = in.peek()) {
      append(in.take());
    }
    return token();
  }

  private static boolean isBlank(int c) {
    return c == ',' || c <= ' ';
  }

  /** Passes blanks, comments and discarded forms; the character that follows. */
  private int next() throws IOException, HistoryMalformed {
    while (true) {
      int c = in.peek();
      if (c == ';') {
        while (in.peek() != '\n' && in.peek() != END) {
          in.take();
        }
      } else if (c == '#' && in.peekSecond() == '_') {
        in.take();
        in.take();
        deeper();
        form();
        depth--;
      } else if (c == END || !isBlank(c)) {
        return c;
      } else {
        in.take();
      }
    }
  }
}
