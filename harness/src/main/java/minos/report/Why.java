package minos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import minos.check.Verdict;

/** Why a verdict is what it is: the contradiction that is shown, then the others in short. */
final class Why {
  private static final int REASONS_MAX = 6;
  private static final int KEYS_MAX = 12;

  private Why() {}

  /** Whole sentences, safe to print, the most telling first; empty for valid. */
  static List<String> of(Verdict verdict, Optional<Contradiction> shown) {
    List<Contradiction> all = Contradiction.all(verdict);
    List<String> lines = new ArrayList<>();
    shown.ifPresent(found -> {
      lines.add(keyed(found));
      also(all, found).ifPresent(lines::add);
    });
    List<String> others =
        verdict.reasons().stream()
            .filter(reason -> all.stream().noneMatch(found -> reason.endsWith(found.sentence())))
            .toList();
    others.stream().limit(REASONS_MAX).forEach(lines::add);
    if (others.size() > REASONS_MAX) {
      lines.add(others.size() - REASONS_MAX + " more in verdict.json");
    }
    return lines.stream().map(Paint::harmless).toList();
  }

  private static String keyed(Contradiction found) {
    return found.key() == null ? found.sentence() : "key " + found.key() + ": " + found.sentence();
  }

  private static Optional<String> also(List<Contradiction> all, Contradiction shown) {
    List<String> keys =
        all.stream()
            .map(found -> String.valueOf(found.key()))
            .filter(key -> !key.equals(String.valueOf(shown.key())))
            .toList();
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String named = keys.stream().limit(KEYS_MAX).collect(Collectors.joining(", "));
    String rest = keys.size() > KEYS_MAX ? " and " + (keys.size() - KEYS_MAX) + " more" : "";
    return Optional.of(
        (keys.size() == 1 ? "Key " : "Keys ")
            + named
            + rest
            + (keys.size() == 1 ? " is" : " are")
            + " contradicted too, see verdict.json.");
  }
}
