package minos.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a command in one option, as a shell would have them: parted by spaces, but for those
 * between quotation marks, single or double.
 */
public final class CommandWords {
  private CommandWords() {}

  /**
   * @throws IllegalArgumentException if a quotation mark is never closed
   */
  public static List<String> of(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean begun = false;
    char quote = ' ';
    for (int at = 0; at < command.length(); at++) {
      char each = command.charAt(at);
      if (quote != ' ') {
        quote = append(word, each, quote);
      } else if (each == '"' || each == '\'') {
        quote = each;
        begun = true;
      } else if (Character.isWhitespace(each)) {
        if (begun) {
          words.add(word.toString());
        }
        word.setLength(0);
        begun = false;
      } else {
        word.append(each);
        begun = true;
      }
    }
    if (quote != ' ') {
      throw new IllegalArgumentException("a quotation mark " + quote + " is never closed");
    }
    if (begun) {
      words.add(word.toString());
    }
    return words;
  }

  /** Within quotation marks; a blank once they are closed. */
  private static char append(StringBuilder word, char each, char quote) {
    if (each == quote) {
      return ' ';
    }
    word.append(each);
    return quote;
  }
}
