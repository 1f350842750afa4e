package minos.history;

import java.util.List;
import java.util.regex.Pattern;

/** Which texts mean something in a cell of a table, and which only themselves. */
public final class CsvCells {
  private static final Pattern FRACTION = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  /** The columns of a history; any other holds a further field. */
  public static final List<String> COLUMNS =
      List.of("index", "time", "process", "type", "f", "key", "value");

  private CsvCells() {}

  /** Whether a text in a cell would be read as something else than itself. */
  public static boolean means(String text) {
    return text.isEmpty() || text.equals("nil") || isWholeNumber(text) || isJson(text);
  }

  static boolean isWholeNumber(String text) {
    int begin = text.startsWith("-") ? 1 : 0;
    for (int i = begin; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() > begin;
  }

  /** Whether it begins as JSON does. */
  static boolean isJson(String text) {
    char first = text.charAt(0);
    return first == '['
        || first == '{'
        || first == '"'
        || text.equals("null")
        || text.equals("true")
        || text.equals("false")
        || ((first == '-' || Character.isDigit(first)) && FRACTION.matcher(text).matches());
  }
}
