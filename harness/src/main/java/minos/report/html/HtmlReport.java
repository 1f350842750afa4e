package minos.report.html;

import java.util.List;
import java.util.Map;
import minos.report.Contradiction;
import minos.report.RunReport;
import minos.report.Span;
import minos.report.VerdictLine;
import minos.time.Durations;
import org.jspecify.annotations.Nullable;

/** {@code report.html}: what one person needs to see of one run, the worst first. */
public final class HtmlReport {
  private HtmlReport() {}

  public static String of(RunReport run) {
    Markup markup = new Markup();
    markup.open("html", "lang", "en").open("head");
    markup.empty("meta", "charset", "utf-8");
    markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.leaf("title", VerdictLine.word(run) + " · " + run.test().name());
    markup.style(Sheet.CSS).close().open("body");
    verdict(markup, run);
    run.contradiction().ifPresent(found -> contradiction(markup, run, found));
    timeline(markup, run);
    overTime(markup, run);
    clocks(markup, run);
    FaultSection.write(markup, run);
    figures(markup, run);
    ConfigurationSection.write(markup, run);
    return markup.close().close().document();
  }

  private static void verdict(Markup markup, RunReport run) {
    String look = run.verdict().validity().name().toLowerCase(java.util.Locale.ROOT);
    markup.open("header", "class", "verdict " + look).open("h1");
    markup.leaf("span", VerdictLine.word(run), "class", "word");
    markup.text(VerdictLine.rest(run)).close();
    run.why().forEach(reason -> markup.leaf("p", reason));
    markup.leaf(
        "p",
        "begun "
            + run.info().started()
            + ", judged by "
            + run.verdict().checker()
            + " in "
            + Durations.readable(run.checkNanos()),
        "class",
        "quiet");
    markup.close();
    markup.leaf("h2", "Again");
    markup.leaf("pre", run.info().again(run.folder()) + "\n./minos check " + run.folder());
  }

  private static void contradiction(Markup markup, RunReport run, Contradiction found) {
    markup.leaf("h2", "The smallest contradiction" + ofKey(found.key()));
    markup.open("table").open("tr");
    List.of("from", "to", "process", "node", "operation", "result")
        .forEach(heading -> markup.leaf("th", heading));
    markup.close();
    for (Span span : found.core()) {
      boolean refused = found.refused().orElse(-1) == span.index();
      markup.open("tr", "class", refused ? "refused" : "agreed");
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
      markup.close();
    }
    markup.close();
    List<String> around = run.faultsAround(found);
    markup.leaf(
        "p",
        around.isEmpty()
            ? "No fault was active."
            : "Faults meanwhile: " + String.join("; ", around));
    markup.leaf("h3", "Why this cannot be").open("ul");
    found.explanation().get().forEach(sentence -> markup.leaf("li", sentence));
    markup.close();
    if (run.files().contains(RunReport.COUNTEREXAMPLE)) {
      markup.open("p").leaf("a", RunReport.COUNTEREXAMPLE, "href", "./" + RunReport.COUNTEREXAMPLE);
      markup.close();
    }
  }

  private static void timeline(Markup markup, RunReport run) {
    Object key = run.shownKey();
    markup.leaf("h2", "Timeline" + ofKey(key));
    markup.open("div", "class", "scroll");
    hatching(markup);
    new LaneChart(
            run.spansOf(key),
            run.contradiction().map(RunReport::indices).orElse(java.util.Set.of()),
            run.contradiction().map(found -> found.refused().orElse(-1)).orElse(-1L),
            run.bands())
        .draw(markup);
    markup.close();
  }

  /** The fill of operations of unknown outcome. */
  private static void hatching(Markup markup) {
    markup.open(
        "svg", "width", 0, "height", 0, "aria-hidden", "true", "style", "position:absolute");
    markup
        .open("defs")
        .open(
            "pattern",
            "id",
            "unknown",
            "width",
            6,
            "height",
            6,
            "patternUnits",
            "userSpaceOnUse",
            "patternTransform",
            "rotate(45)");
    markup.empty("rect", "width", 6, "height", 6, "style", "fill:var(--paper);stroke:none");
    markup.empty("line", "y2", 6, "style", "stroke:var(--info);stroke-width:3");
    markup.close().close().close();
  }

  private static void overTime(Markup markup, RunReport run) {
    TimeAxis axis = TimeAxis.whole(0, run.end(), ChartFrame.LEFT, ChartFrame.RIGHT);
    markup.leaf("h2", "Latency and throughput");
    markup.open("div", "class", "scroll");
    new LatencyChart(run.spans(), run.bands(), axis).draw(markup);
    new RateChart(run.spans(), run.bands(), axis).draw(markup);
    markup.close();
    markup.leaf(
        "p",
        "Dots and solid line: ok. Crosses and dotted line: unknown. Strokes and dashed line: fail."
            + " Grey: a fault, proven; dashed frame: not proven.",
        "class",
        "note");
  }

  private static void clocks(Markup markup, RunReport run) {
    if (run.clocks().isEmpty()) {
      return;
    }
    TimeAxis axis = TimeAxis.whole(0, run.end(), ChartFrame.LEFT, ChartFrame.RIGHT);
    markup.leaf("h2", "Clocks");
    markup.open("div", "class", "scroll");
    new ClockChart(run.clocks(), run.bands(), axis).draw(markup);
    markup.close();
    markup.leaf(
        "p",
        "How far each node's wall clock was ahead of the right time, read back from inside the node"
            + " once a second while clocks were at fault.",
        "class",
        "note");
  }

  private static void figures(Markup markup, RunReport run) {
    markup.leaf("h2", "Latency of what succeeded");
    markup.open("table").open("tr");
    List.of("operation", "ok", "p50", "p99", "max").forEach(name -> markup.leaf("th", name));
    markup.close();
    run.figures()
        .latencies()
        .forEach((f, latency) -> {
          markup.open("tr").leaf("td", f).leaf("td", latency.count(), "class", "number");
          for (long nanos : new long[] {latency.p50(), latency.p99(), latency.max()}) {
            markup.leaf("td", Durations.readable(nanos), "class", "number");
          }
          markup.close();
        });
    markup.close();
  }

  private static String ofKey(@Nullable Object key) {
    return key == null ? "" : " · key " + key;
  }

  /** Rows of a name and a value. */
  static void rows(Markup markup, Map<String, String> values) {
    markup.open("table", "class", "pairs");
    values.forEach((name, value) -> {
      markup.open("tr").leaf("td", name).leaf("td", value).close();
    });
    markup.close();
  }
}
