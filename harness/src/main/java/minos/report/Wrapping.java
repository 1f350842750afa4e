package minos.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text between words. */
public final class Wrapping {
  /** Narrower than this, broken text is harder to read than text that runs over. */
  private static final int COLUMNS_MIN = 30;

  private Wrapping() {}

  /** At least one line; none longer than {@code columns} but for words that are longer. */
  public static List<String> of(String text, int columns) {
    int width = Math.max(COLUMNS_MIN, columns);
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
