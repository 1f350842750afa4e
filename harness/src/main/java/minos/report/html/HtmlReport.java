package minos.report.html;

import java.util.List;
import java.util.Map;
import minos.report.RunReport;
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
    markup.empty("meta", "http-equiv", "Content-Security-Policy", "content", Program.POLICY);
    markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.leaf("title", VerdictLine.word(run) + " · " + run.test().name());
    markup.style(Sheet.CSS).close().open("body");
    hatching(markup);
    VerdictSection.write(markup, run);
    run.contradiction().ifPresent(found -> ContradictionSection.write(markup, run, found));
    ZoomSection.write(markup, run);
    FaultSection.write(markup, run);
    clocks(markup, run);
    LogSection.write(markup, run);
    figures(markup, run);
    ConfigurationSection.write(markup, run);
    return markup.script(Program.TEXT).close().close().document();
  }

  /** Fills that tell outcomes and states apart without colour. */
  private static void hatching(Markup markup) {
    markup.open("svg", "width", 0, "height", 0, "aria-hidden", "true", "class", "fills");
    markup.open("defs");
    pattern(markup, "unknown", "M0 6L6 0M0 0L6 6", "info");
    pattern(markup, "failed", "M-1 7L7 -1", "fail");
    pattern(markup, "down", "M0 6L6 0", "bad");
    markup.close().close();
  }

  private static void pattern(Markup markup, String id, String path, String colour) {
    markup.open("pattern", "id", id, "width", 6, "height", 6, "patternUnits", "userSpaceOnUse");
    markup.empty("rect", "width", 6, "height", 6, "style", "fill:var(--paper);stroke:none");
    String stroke = "stroke:var(--" + colour + ");stroke-width:1.6";
    markup.empty("path", "d", path, "style", stroke).close();
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

  static String ofKey(@Nullable Object key) {
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
