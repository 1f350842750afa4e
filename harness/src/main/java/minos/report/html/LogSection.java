package minos.report.html;

import minos.report.Inside;
import minos.report.RunReport;
import minos.store.NodeLogs;

/** What the nodes printed around the moment that matters, merged by time. */
final class LogSection {
  private LogSection() {}

  static void write(Markup markup, RunReport run) {
    Inside inside = run.inside();
    if (inside.log().isEmpty()) {
      return;
    }
    long moment = run.contradiction().map(found -> found.seenNanos()).orElse(Long.MAX_VALUE);
    markup.leaf(
        "h2", "What the nodes said" + (run.contradiction().isPresent() ? " meanwhile" : ""));
    markup.open("p");
    markup.empty(
        "input",
        "id",
        "find",
        "type",
        "search",
        "hidden",
        "hidden",
        "placeholder",
        "search these lines",
        "aria-label",
        "search these lines");
    markup
        .text(" ")
        .leaf("span", "", "id", "found", "class", "note", "aria-live", "polite")
        .close();
    markup.open("div", "class", "log", "tabindex", 0).open("table", "id", "log");
    boolean marked = false;
    for (NodeLogs.Line line : inside.log()) {
      if (!marked && line.nanos() > moment) {
        marked = true;
        markup.open("tr", "class", "moment");
        markup.leaf("td", RunReport.seconds(moment), "class", "number");
        markup.leaf("td", "the contradiction was seen", "colspan", 2).close();
      }
      markup.open("tr", "data-t", line.nanos() / 1_000);
      markup.leaf("td", RunReport.seconds(line.nanos()), "class", "number");
      markup.leaf("td", line.node()).leaf("td", line.text()).close();
    }
    markup.close().close();
    markup.leaf(
        "p",
        "%,d lines%s, by the nodes' own clocks; all of them under nodes/."
            .formatted(
                inside.log().size(),
                inside.left() == 0 ? "" : " of %,d".formatted(inside.log().size() + inside.left())),
        "class",
        "note");
  }
}
