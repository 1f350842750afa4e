package minos.suite.gate;

import java.util.ArrayList;
import java.util.List;
import minos.suite.CaseReport;
import minos.suite.SuiteReport;

/** GitHub's annotations: one for each failing case, since it shows ten of a step and no more. */
public final class Annotations {
  private static final int SHOWN_MAX = 10;

  private Annotations() {}

  /** Lines to print where GitHub runs the job. */
  public static List<String> of(SuiteReport report) {
    List<String> lines = new ArrayList<>();
    for (String finding : report.findings()) {
      lines.add(line(report.suite(), finding));
    }
    List<CaseReport> bad = report.cases().stream().filter(each -> each.standing().isBad()).toList();
    for (CaseReport each : bad) {
      lines.add(
          line(
              each.standing().label() + ": " + each.one().classname() + " " + each.one().name(),
              String.join("\n", Facts.text(each))));
    }
    if (lines.size() <= SHOWN_MAX) {
      return lines;
    }
    int more = lines.size() - SHOWN_MAX + 1;
    List<String> shown = new ArrayList<>(lines.subList(0, SHOWN_MAX - 1));
    shown.add(line(report.suite(), more + " more failures, see the summary"));
    return shown;
  }

  private static String line(String title, String message) {
    return "::error title="
        + escaped(title).replace(":", "%3A").replace(",", "%2C")
        + "::"
        + escaped(message);
  }

  private static String escaped(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
