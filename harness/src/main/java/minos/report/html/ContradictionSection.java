package minos.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import minos.report.Contradiction;
import minos.report.RunReport;
import minos.report.Span;

/** The smallest contradiction: as a table, in words, and as a picture. */
final class ContradictionSection {
  private static final int ROWS_MAX = 40;

  private ContradictionSection() {}

  static void write(Markup markup, RunReport run, Contradiction found) {
    markup.leaf("h2", "The smallest contradiction" + HtmlReport.ofKey(found.key()));
    SequencedMap<Long, String> order = found.order().get();
    table(markup, found, order);
    List<String> around = run.faultsAround(found);
    markup.leaf(
        "p",
        around.isEmpty()
            ? "No fault was active."
            : "Faults meanwhile: " + String.join("; ", around));
    markup.open("div", "class", "scroll");
    new LaneChart(
            run.spansOf(found.key()),
            RunReport.indices(found),
            order,
            found.refused().orElse(-1),
            run.bands())
        .draw(markup);
    markup.close();
    markup.leaf("h3", "Why this cannot be").open("ul");
    found.explanation().get().forEach(sentence -> markup.leaf("li", sentence));
    markup.close();
    if (run.files().contains(RunReport.COUNTEREXAMPLE)) {
      markup.open("p").leaf("a", RunReport.COUNTEREXAMPLE, "href", "./" + RunReport.COUNTEREXAMPLE);
      markup.close();
    }
  }

  private static void table(Markup markup, Contradiction found, SequencedMap<Long, String> order) {
    markup.open("div", "class", "scroll").open("table", "class", "core").open("tr");
    if (!order.isEmpty()) {
      markup.leaf("th", "order");
    }
    List.of("from", "to", "process", "node", "operation", "result")
        .forEach(heading -> markup.leaf("th", heading));
    if (!order.isEmpty()) {
      markup.leaf("th", "leaves");
    }
    markup.close();
    List<Long> indices = new ArrayList<>(order.keySet());
    found.core().stream().limit(ROWS_MAX).forEach(span -> row(markup, found, span, order, indices));
    markup.close().close();
    if (found.core().size() > ROWS_MAX) {
      markup.leaf(
          "p",
          found.core().size() - ROWS_MAX + " operations more in " + RunReport.COUNTEREXAMPLE,
          "class",
          "note");
    }
  }

  private static void row(
      Markup markup,
      Contradiction found,
      Span span,
      SequencedMap<Long, String> order,
      List<Long> indices) {
    boolean refused = found.refused().orElse(-1) == span.index();
    int step = indices.indexOf(span.index()) + 1;
    markup.open("tr", "class", refused ? "refused" : "agreed");
    if (!order.isEmpty()) {
      markup.leaf("td", step == 0 ? refused ? "✗" : "" : step, "class", "number");
    }
    markup.leaf("td", RunReport.seconds(span.from()), "class", "number");
    markup.leaf(
        "td",
        span.to() == Long.MAX_VALUE ? "open" : RunReport.seconds(span.to()),
        "class",
        "number");
    markup.leaf("td", span.process(), "class", "number");
    markup.leaf("td", span.node());
    markup.leaf("td", span.call());
    markup.leaf("td", span.result() + (refused ? "  ← fits no order" : ""));
    if (!order.isEmpty()) {
      markup.leaf("td", order.getOrDefault(span.index(), ""));
    }
    markup.close();
  }
}
