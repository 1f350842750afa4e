package minos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import minos.check.Validity;
import minos.check.Verdict;
import minos.time.Durations;

/** Judged histories for a terminal: a line each, and what contradicts itself if anything does. */
public final class CheckText {
  private static final String INDENT = "  ";

  private CheckText() {}

  /**
   * What was judged.
   *
   * @param name of the file or folder
   * @param property what is said of it if it is valid: {@code linearizable}
   * @param model what it was judged as, and who said so
   * @param skipped how many malformed lines were left out
   */
  public record Judged(
      String name,
      String property,
      String model,
      Counts counts,
      long skipped,
      Verdict verdict,
      long nanos) {}

  /** The verdict in one line. */
  public static String line(Judged judged, Paint paint) {
    Validity validity = judged.verdict().validity();
    return judged.name()
        + ": "
        + paint.verdict(validity, VerdictLine.word(validity, judged.property()))
        + " · "
        + judged.model()
        + " · "
        + judged.counts()
        + (judged.skipped() == 0 ? "" : " · %,d malformed left out".formatted(judged.skipped()))
        + " · judged in "
        + Durations.readable(judged.nanos())
        + "\n";
  }

  /**
   * Why it is so, in lines.
   *
   * @param explain whether also step by step
   * @param columns how wide a line may be
   */
  public static String details(Verdict verdict, boolean explain, Paint paint, int columns) {
    List<String> lines = new ArrayList<>();
    Optional<Contradiction> shown = Contradiction.of(verdict);
    if (verdict.validity() != Validity.VALID) {
      Why.of(verdict, shown).stream()
          .flatMap(reason -> Wrapping.of(reason, columns - INDENT.length()).stream())
          .forEach(line -> lines.add(INDENT + line));
    }
    shown.ifPresent(found -> {
      ContradictionText.of(found, paint).forEach(line -> lines.add(INDENT + line));
      if (explain) {
        ContradictionText.explained(found, columns - INDENT.length())
            .forEach(line -> lines.add(INDENT + line));
      }
    });
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
