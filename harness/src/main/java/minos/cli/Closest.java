package minos.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a user may have meant by a word that we do not know. */
public final class Closest {
  private Closest() {}

  /** One line: the word, the known word next to it if one is near, and all known words. */
  public static String unknown(String what, String word, Collection<String> known) {
    String guess = to(word, known).map(match -> "; did you mean '" + match + "'?").orElse("");
    String list = known.isEmpty() ? "there are none" : "known: " + String.join(", ", known);
    return "unknown " + what + " '" + word + "'" + guess + " (" + list + ")";
  }

  /** The nearest known word, if it is near enough to be meant. */
  public static Optional<String> to(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)) <= tolerance(word))
        .min(
            Comparator.comparingInt(
                candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT))));
  }

  private static int tolerance(String word) {
    return Math.max(1, word.length() / 3);
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
