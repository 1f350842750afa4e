package minos.report.html;

import java.util.List;
import minos.report.Band;
import minos.report.Recovery;
import minos.report.RunReport;
import minos.time.Durations;

/** Each fault with what proves it, and how the system took it. */
final class FaultSection {
  private static final int EVIDENCE_LINES_MAX = 12;

  private FaultSection() {}

  static void write(Markup markup, RunReport run) {
    markup.leaf("h2", "Faults");
    if (run.bands().isEmpty()) {
      markup.leaf("p", "None was asked for, or none came to pass.");
      return;
    }
    markup.open("div", "class", "scroll").open("table").open("tr");
    List.of(
            "from",
            "to",
            "fault",
            "proven",
            "healed",
            "ok during",
            "available",
            "first ok after",
            "evidence")
        .forEach(heading -> markup.leaf("th", heading));
    markup.close();
    run.bands().forEach(band -> row(markup, band, run.progress().during(band)));
    markup.close().close();
    markup.leaf(
        "p",
        "Available: of the quarter seconds in which any operation was under way, the share in which"
            + " one ended ok; "
            + Recovery.percent(run.progress().availability(0, run.end()))
            + " over the whole run.",
        "class",
        "note");
  }

  private static void row(Markup markup, Band band, Recovery recovery) {
    markup.open("tr");
    markup.leaf("td", RunReport.seconds(band.from()), "class", "number");
    markup.leaf("td", RunReport.seconds(band.to()), "class", "number");
    markup.leaf("td", band.label());
    markup.leaf("td", band.proven() ? "yes" : "NO");
    markup.leaf("td", band.healed() ? "yes" : "NO");
    markup.leaf("td", recovery.okDuring(), "class", "number");
    markup.leaf("td", Recovery.percent(recovery.availability()), "class", "number");
    String first =
        recovery.nanosToFirstOk().isPresent()
            ? Durations.readable(recovery.nanosToFirstOk().getAsLong())
            : "never";
    markup.leaf("td", first, "class", "number");
    markup.open("td").open("details");
    markup.leaf("summary", "lines: " + band.evidence().size());
    band.evidence().stream()
        .limit(EVIDENCE_LINES_MAX)
        .forEach(line -> markup.leaf("div", line, "class", "note"));
    int more = band.evidence().size() - EVIDENCE_LINES_MAX;
    if (more > 0) {
      markup.leaf("div", more + " more in faults.json", "class", "note");
    }
    markup.close().close().close();
  }
}
