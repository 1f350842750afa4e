package minos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A run for a terminal: verdict, why, figures, where it lies and how to repeat it. */
public final class TerminalReport {

  private static final String INDENT = "  ";
  private static final int LABEL_WIDTH = 10;
  private static final int UNBROKEN = Integer.MAX_VALUE;

  private TerminalReport() {}

  /**
   * @param columns how wide a line may be; what is to be copied or searched for is never broken
   */
  public static String of(RunReport run, Paint paint, int columns) {
    List<String> lines = new ArrayList<>();
    String word = VerdictLine.word(run);
    lines.add(
        paint.verdict(run.verdict().validity(), word) + Paint.harmless(VerdictLine.rest(run)));
    lines.addAll(labelled("why", run.why(), columns));
    run.contradiction()
        .ifPresent(found -> {
          lines.add("");
          ContradictionText.of(found, run.faultsAround(found), paint, columns - INDENT.length())
              .forEach(line -> lines.add(INDENT + line));
          lines.add("");
        });
    lines.addAll(labelled("ops", List.of(FiguresText.operations(run.figures())), columns));
    lines.addAll(labelled("faults", FiguresText.faults(run), columns));
    lines.addAll(labelled("folder", List.of(run.folder()), UNBROKEN));
    lines.addAll(labelled("again", List.of(run.info().again(run.folder())), UNBROKEN));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** What {@code counterexample.txt} holds. */
  public static String counterexample(RunReport run, Contradiction found) {
    List<String> lines = new ArrayList<>(List.of(Paint.harmless(VerdictLine.of(run)), ""));
    run.verdict().reasons().forEach(reason -> lines.add(Paint.harmless(reason)));
    lines.add("");
    lines.addAll(ContradictionText.of(found, run.faultsAround(found), Paint.NONE, UNBROKEN));
    lines.add("");
    lines.addAll(ContradictionText.explained(found, UNBROKEN));
    lines.addAll(List.of("", "again: " + run.info().again(run.folder())));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> labelled(String label, List<String> values, int columns) {
    List<String> lines = new ArrayList<>();
    for (String value : values) {
      for (String line : Wrapping.of(value, columns - LABEL_WIDTH)) {
        lines.add(String.format(INDENT + "%-7s %s", lines.isEmpty() ? label : "", line));
      }
    }
    return lines;
  }
}
