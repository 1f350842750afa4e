package minos.suite.gate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import minos.suite.Attempt;
import minos.suite.Case;
import minos.suite.CaseReport;

/** What every report says of a case: why, and how to repeat it. */
final class Facts {
  private static final int WHY_MAX = 8;

  private Facts() {}

  /** By name, in the order in which they are shown. */
  static Map<String, String> of(CaseReport report) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("seed", report.one().option(Case.SEED));
    facts.put("command", report.one().command());
    report.last().flatMap(Attempt::folder).ifPresent(folder -> facts.put("folder", folder));
    report
        .last()
        .flatMap(Attempt::folder)
        .ifPresent(folder -> facts.put("report", folder + "/report.html"));
    report
        .last()
        .flatMap(Attempt::finding)
        .ifPresent(finding -> {
          facts.put("anomaly", finding.anomaly());
          facts.put("fingerprint", finding.fingerprint());
          finding.firstSeen().ifPresent(first -> facts.put("firstSeen", first.toString()));
        });
    return facts;
  }

  /** The same as lines: why first, then how to repeat it. */
  static List<String> text(CaseReport report) {
    List<String> lines = new ArrayList<>(report.why().stream().limit(WHY_MAX).toList());
    lines.add("again   " + report.one().command());
    report
        .last()
        .flatMap(Attempt::folder)
        .ifPresent(folder -> lines.add("report  " + folder + "/report.html"));
    report
        .last()
        .flatMap(Attempt::finding)
        .ifPresent(finding -> lines.add("known   " + knownSince(finding)));
    return lines;
  }

  /** {@code stale read, fingerprint 1a2b3c4d, first seen 2026-11-20}. */
  static String knownSince(Attempt.Finding finding) {
    return finding.anomaly()
        + ", fingerprint "
        + finding.fingerprint()
        + finding
            .firstSeen()
            .map(first -> ", first seen " + first.toString().substring(0, 10))
            .orElse(", not seen before");
  }
}
