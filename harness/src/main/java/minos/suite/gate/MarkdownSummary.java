package minos.suite.gate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minos.suite.Attempt;
import minos.suite.CaseReport;
import minos.suite.Standing;
import minos.suite.SuiteReport;

/**
 * A suite as a page for CI: failures first, and never longer than it may be, since GitHub drops a
 * summary of more than 1 MiB whole.
 */
public final class MarkdownSummary {
  /** In bytes, with room for what other steps of the same job write. */
  public static final int BYTES_MAX = 900_000;

  private static final int CELL_MAX = 300;

  private final StringBuilder page = new StringBuilder();
  private final int bytesMax;
  private int bytes;

  private MarkdownSummary(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  public static String of(SuiteReport report) {
    return of(report, BYTES_MAX);
  }

  /** The same, cut to so many bytes of UTF-8: what does not fit is counted. */
  static String of(SuiteReport report, int bytesMax) {
    MarkdownSummary summary = new MarkdownSummary(bytesMax);
    summary.head(report);
    summary.failures(report);
    summary.groups(report);
    summary.notRun(report);
    return summary.page.toString();
  }

  private void head(SuiteReport report) {
    add("## " + sign(report) + " " + text(report.suite()) + ": " + report.inWords() + "\n\n");
    add(
        "%s%s%s, Minos %s\n\n"
            .formatted(
                readable(report.wall()),
                report.budget().map(budget -> " of " + readable(budget)).orElse(""),
                report.shard().map(shard -> ", shard " + shard.label()).orElse(""),
                text(report.versions().getOrDefault("minos", ""))));
    for (String finding : report.findings()) {
      add("- **" + text(finding) + "**\n");
    }
  }

  private void failures(SuiteReport report) {
    List<CaseReport> bad =
        report.cases().stream()
            .filter(each -> each.standing().isBad() || each.standing() == Standing.QUARANTINED)
            .sorted(Comparator.comparingInt(MarkdownSummary::rank))
            .toList();
    if (bad.isEmpty()) {
      return;
    }
    List<String> rows = new ArrayList<>();
    for (CaseReport each : bad) {
      rows.add(
          "| %s | %s<br>%s | %s%s | `%s` |\n"
              .formatted(
                  each.standing().label(),
                  text(each.one().classname()),
                  text(each.one().name()),
                  text(each.reason()),
                  each.last()
                      .flatMap(Attempt::finding)
                      .map(finding -> "<br>" + text(Facts.knownSince(finding)))
                      .orElse(""),
                  code(each.one().command())));
    }
    table("| | case | why | again |\n|---|---|---|---|\n", rows);
  }

  private void groups(SuiteReport report) {
    Map<String, Map<Standing, Integer>> groups = new LinkedHashMap<>();
    for (CaseReport each : report.cases()) {
      groups
          .computeIfAbsent(
              "| " + text(each.one().classname()) + " | " + text(each.one().group()) + " |",
              group -> new LinkedHashMap<>())
          .merge(each.standing(), 1, Integer::sum);
    }
    List<String> rows = new ArrayList<>();
    groups.forEach((group, counts) -> {
      int all = counts.values().stream().mapToInt(Integer::intValue).sum();
      int ran =
          all
              - counts.getOrDefault(Standing.NOT_RUN, 0)
              - counts.getOrDefault(Standing.UNAVAILABLE, 0);
      rows.add(
          group
              + " "
              + counts.getOrDefault(Standing.PASSED, 0)
              + " of "
              + ran
              + " | "
              + (all - ran)
              + " |\n");
    });
    table("| workload | test | passed | not run |\n|---|---|---|---|\n", rows);
  }

  private void notRun(SuiteReport report) {
    List<String> rows =
        report.cases().stream()
            .filter(each ->
                each.standing() == Standing.NOT_RUN || each.standing() == Standing.UNAVAILABLE)
            .map(each ->
                "- "
                    + text(each.one().classname() + " " + each.one().name())
                    + ": "
                    + text(each.reason())
                    + "\n")
            .toList();
    if (!rows.isEmpty()) {
      table("<details><summary>" + rows.size() + " not run</summary>\n\n", rows);
      add("\n</details>\n");
    }
  }

  /** As many rows as fit, and how many do not. */
  private void table(String head, List<String> rows) {
    if (!fits(head)) {
      return;
    }
    add("\n" + head);
    for (int i = 0; i < rows.size(); i++) {
      if (!fits(rows.get(i))) {
        add("\n" + (rows.size() - i) + " more are in `suite.json`.\n");
        return;
      }
      add(rows.get(i));
    }
  }

  private boolean fits(String more) {
    return bytes + length(more) + CELL_MAX <= bytesMax;
  }

  private void add(String more) {
    page.append(more);
    bytes += length(more);
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static int rank(CaseReport each) {
    return switch (each.standing()) {
      case VIOLATION -> 0;
      case MISSED -> 1;
      case UNKNOWN -> 2;
      case ERROR -> 3;
      case QUARANTINED -> 4;
      case PASSED, UNAVAILABLE, NOT_RUN -> 5;
    };
  }

  private static String sign(SuiteReport report) {
    return switch (report.answer()) {
      case VALID -> "✅";
      case INVALID, ERROR -> "❌";
      case UNKNOWN -> "⚠️";
    };
  }

  private static String readable(Duration time) {
    return String.format(Locale.ROOT, "%d min %02d s", time.toMinutes(), time.toSecondsPart());
  }

  /** Values come from histories: nothing in them becomes markup. */
  private static String text(String value) {
    return cut(value)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("([\\\\`*_\\[\\]|#~])", "\\\\$1")
        .replaceAll("\\s+", " ");
  }

  private static String code(String value) {
    return cut(value).replace("`", "'").replace("|", "\\|").replaceAll("\\s+", " ");
  }

  private static String cut(String value) {
    return value.length() <= CELL_MAX ? value : value.substring(0, CELL_MAX - 1) + "…";
  }
}
