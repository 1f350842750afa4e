package minos.history.convert;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as EDN. */
public final class EdnText {
  private static final Pattern KEYWORD =
      Pattern.compile("[A-Za-z*!_?$%&=<>][A-Za-z0-9*!_?$%&=<>.+-]*");

  private EdnText() {}

  /** Whether it can stand behind a colon. */
  static boolean isKeyword(String name) {
    return KEYWORD.matcher(name).matches();
  }

  /** A name as a keyword where it can be one, else as a string. */
  static String name(String name) {
    return isKeyword(name) ? ":" + name : value(name);
  }

  public static String value(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  static void append(@Nullable Object value, StringBuilder out) {
    switch (value) {
      case null -> out.append("nil");
      case String text -> append(text, out);
      case BigInteger number -> out.append(number).append('N');
      case List<?> list -> {
        String between = "[";
        for (Object element : list) {
          append(element, out.append(between));
          between = " ";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Map<?, ?> map -> {
        String between = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          append(entry.getKey(), out.append(between));
          append(entry.getValue(), out.append(' '));
          between = ", ";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      default -> out.append(value);
    }
  }

  private static void append(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
