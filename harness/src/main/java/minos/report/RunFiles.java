package minos.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import minos.history.JsonLines;
import minos.history.Op;
import minos.report.html.HtmlReport;
import minos.store.RunFolder;
import minos.store.StoreFailed;
import minos.store.StoredRun;

/** The files that a run's folder holds for people. */
public final class RunFiles {
  private static final int LINKED_MAX = 200;
  private static final String FIGURES = "figures.json";

  private RunFiles() {}

  /** Writes {@code report.html}, and {@code counterexample.*} where there is one. */
  public static RunReport write(StoredRun.Outcome outcome) throws StoreFailed {
    RunFolder folder = outcome.folder();
    RunReport outside = report(outcome);
    RunReport report = outside.knowing(Inside.of(outcome, outside), Elsewhere.of(outcome, outside));
    if (report.contradiction().isPresent()) {
      Contradiction found = report.contradiction().get();
      folder.write(RunReport.COUNTEREXAMPLE, TerminalReport.counterexample(report, found));
      folder.write("counterexample.jsonl", jsonLines(found));
    }
    folder.write(FIGURES, FiguresJson.of(report));
    report = report.linking(linked(folder.path()));
    folder.write("report.html", HtmlReport.of(report));
    return report;
  }

  /** Writes {@code figures.json} alone: of runs whose seed brings all else back. */
  public static RunReport writeFigures(StoredRun.Outcome outcome) throws StoreFailed {
    RunReport report = report(outcome);
    outcome.folder().write(FIGURES, FiguresJson.of(report));
    return report;
  }

  /** What a report shows, without writing any. */
  public static RunReport report(StoredRun.Outcome outcome) {
    return RunReport.of(
        outcome.info(),
        outcome.folder().path().toString(),
        outcome.history(),
        outcome.verdict(),
        outcome.faults(),
        outcome.checkNanos(),
        List.of());
  }

  /** The core as a history of its own: {@code minos check} refuses it, too. */
  static String jsonLines(Contradiction found) {
    List<Op> ops = new ArrayList<>();
    for (Span span : found.core()) {
      ops.add(span.invoked());
      if (span.ended() != null) {
        ops.add(span.ended());
      }
    }
    ops.sort(Comparator.comparingLong(Op::index));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JsonLines.write(ops, out);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot be written to", e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> linked(Path folder) throws StoreFailed {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(file -> !file.startsWith("."))
          .sorted()
          .limit(LINKED_MAX)
          .toList();
    } catch (IOException e) {
      throw StoreFailed.reading(folder, e);
    }
  }
}
