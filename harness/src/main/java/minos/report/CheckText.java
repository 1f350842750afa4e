package minos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import minos.check.Validity;
import minos.check.Verdict;
import minos.time.Durations;

/** One judged history for a terminal: a line, and what contradicts itself if anything does. */
public final class CheckText {
  private static final String INDENT = "  ";

  private CheckText() {}

  /**
   * @param name of the file or folder
   * @param model what it was judged as, and who said so
   * @param columns how wide a line may be
   */
  public static String of(
      String name,
      String model,
      Counts counts,
      Verdict verdict,
      long nanos,
      Paint paint,
      int columns) {
    List<String> lines = new ArrayList<>();
    lines.add(
        name
            + ": "
            + paint.verdict(verdict.validity(), VerdictLine.word(verdict.validity()))
            + " · "
            + model
            + " · "
            + counts
            + " · judged in "
            + Durations.readable(nanos));
    Optional<Contradiction> shown = Contradiction.of(verdict);
    if (verdict.validity() != Validity.VALID) {
      Why.of(verdict, shown).stream()
          .flatMap(reason -> Wrapping.of(reason, columns - INDENT.length()).stream())
          .forEach(line -> lines.add(INDENT + line));
    }
    shown.ifPresent(
        found -> ContradictionText.of(found, paint).forEach(line -> lines.add(INDENT + line)));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
