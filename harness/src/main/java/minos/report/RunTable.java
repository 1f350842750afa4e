package minos.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import minos.check.Validity;
import minos.store.Json;
import minos.store.runs.RunSummary;
import minos.time.Durations;
import org.jspecify.annotations.Nullable;

/** Runs as a table for a terminal. */
public final class RunTable {
  private static final List<String> HEADINGS =
      List.of(
          "verdict",
          "test",
          "in",
          "seed",
          "flaws",
          "ops",
          "avail",
          "p99",
          "recovery",
          "path",
          "why");
  private static final int SEPARATOR = 2;
  private static final int WHY_MIN = 12;

  private RunTable() {}

  /**
   * A heading and a line for each; none for no runs.
   *
   * @param columns how wide a line may be; only the reason is ever cut
   */
  public static List<String> of(List<RunSummary> runs, Paint paint, int columns) {
    if (runs.isEmpty()) {
      return List.of();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    runs.forEach(run -> rows.add(row(run)));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String line = line(rows.get(i), widths, columns);
      lines.add(i == 0 ? paint.quiet(line) : painted(line, runs.get(i - 1), widths[0], paint));
    }
    return lines;
  }

  /** All that is known of it, in one line. */
  public static String json(RunSummary run) {
    ObjectNode node = (ObjectNode) Json.tree(run);
    node.remove("modified");
    return node.toString();
  }

  /** How long, for people; empty for what is not known. */
  public static String nanos(@Nullable Long nanos) {
    return nanos == null ? "" : Durations.readable(nanos);
  }

  /** A share, for people; empty for what is not known. */
  public static String share(@Nullable Double share) {
    return share == null ? "" : Recovery.percent(OptionalDouble.of(share));
  }

  private static List<String> row(RunSummary run) {
    return List.of(
        run.verdict(),
        run.test(),
        run.world(),
        Long.toString(run.seed()),
        run.flaws(),
        run.ops() == 0 ? "" : String.format(Locale.ROOT, "%,d", run.ops()),
        share(run.availability()),
        nanos(run.p99Nanos()),
        nanos(run.recoveryNanos()),
        run.path(),
        run.rule().isEmpty() ? run.why() : run.rule());
  }

  private static String line(List<String> row, int[] widths, int columns) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0 && i < widths.length - 1) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + SEPARATOR));
      }
    }
    String why = Paint.harmless(row.getLast());
    int room = Math.max(WHY_MIN, columns - line.length());
    line.append(why.length() <= room ? why : why.substring(0, room - 1) + "…");
    return line.toString().stripTrailing();
  }

  private static String painted(String line, RunSummary run, int width, Paint paint) {
    for (Validity validity : Validity.values()) {
      if (run.verdict().equals(validity.name().toLowerCase(Locale.ROOT))) {
        int end = Math.min(width, line.length());
        return paint.verdict(validity, line.substring(0, end)) + line.substring(end);
      }
    }
    return line;
  }
}
