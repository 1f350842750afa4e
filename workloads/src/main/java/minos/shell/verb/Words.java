package minos.shell.verb;

import java.util.ArrayList;
import java.util.List;

/**
 * A line as words: separated by blanks; {@code "..."} or {@code '...'} for words with blanks in
 * them, and {@code \} before a character that is to be taken as it is.
 */
public final class Words {
  private Words() {}

  /**
   * @throws IllegalArgumentException with one line for the user, where a quotation does not end
   */
  public static List<String> of(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        i++;
        word.append(line.charAt(i));
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("the quotation that " + quote + " begins does not end");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  /**
   * A whole number.
   *
   * @throws IllegalArgumentException with one line for the user
   */
  static long number(String word) {
    try {
      return Long.parseLong(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(text(word) + " is no whole number", e);
    }
  }

  /** How many, from 1 on; throws as {@link #number} does. */
  static int count(String word) {
    long count = number(word);
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(count + " is no count: 1 or more");
    }
    return (int) count;
  }

  /** A text as it is shown: always in quotes, and harmless to a terminal. */
  public static String text(String text) {
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        shown.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        shown.append(String.format("\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.append('"').toString();
  }

  /** A text as it would be typed: in quotes only where it needs them. */
  public static String typed(String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; i < text.length() && plain; i++) {
      char c = text.charAt(i);
      plain = Character.isLetterOrDigit(c) || "_-.:/@+=,".indexOf(c) >= 0;
    }
    return plain ? text : text(text);
  }
}
