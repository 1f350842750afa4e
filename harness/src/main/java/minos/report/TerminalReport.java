package minos.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import minos.store.RepeatCommand;

/** A run for a terminal: verdict, why, figures, where it lies and how to repeat it. */
public final class TerminalReport {
  private static final int REASONS_MAX = 6;

  private TerminalReport() {}

  public static String of(RunReport run, Paint paint) {
    List<String> lines = new ArrayList<>();
    String word = VerdictLine.word(run.verdict().validity());
    lines.add(
        paint.verdict(run.verdict().validity(), word) + Paint.harmless(VerdictLine.rest(run)));
    lines.addAll(labelled("why", reasons(run)));
    run.contradiction()
        .ifPresent(found -> {
          lines.add("");
          ContradictionText.of(found, run.faultsAround(found), paint)
              .forEach(line -> lines.add("  " + line));
          lines.add("");
        });
    lines.addAll(labelled("ops", List.of(FiguresText.operations(run.figures()))));
    lines.addAll(labelled("faults", FiguresText.faults(run)));
    lines.addAll(labelled("folder", List.of(run.folder())));
    lines.addAll(labelled("again", List.of(RepeatCommand.of(run.test()))));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** What {@code counterexample.txt} holds. */
  public static String counterexample(RunReport run, Contradiction found) {
    List<String> lines = new ArrayList<>(List.of(Paint.harmless(VerdictLine.of(run)), ""));
    run.verdict().reasons().forEach(reason -> lines.add(Paint.harmless(reason)));
    lines.add("");
    lines.addAll(ContradictionText.of(found, run.faultsAround(found), Paint.NONE));
    lines.addAll(List.of("", "again: " + RepeatCommand.of(run.test())));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static List<String> reasons(RunReport run) {
    List<String> reasons = run.verdict().reasons();
    List<String> shown =
        new ArrayList<>(reasons.stream().limit(REASONS_MAX).map(Paint::harmless).toList());
    if (reasons.size() > REASONS_MAX) {
      shown.add(reasons.size() - REASONS_MAX + " more in verdict.json");
    }
    return shown;
  }

  private static List<String> labelled(String label, List<String> values) {
    List<String> lines = new ArrayList<>();
    for (String value : values) {
      lines.add(String.format("  %-7s %s", lines.isEmpty() ? label : "", value));
    }
    return lines;
  }
}
