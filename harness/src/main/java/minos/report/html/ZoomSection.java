package minos.report.html;

import java.util.List;
import minos.report.RunReport;

/** One object on an even time axis above the whole run, and what moves the one over the other. */
final class ZoomSection {
  /** What a button does, by the name that the page's program knows, its face and its key. */
  private record Button(String action, String face, String key) {}

  private static final List<Button> BUTTONS =
      List.of(
          new Button("out", "−", "-"),
          new Button("in", "+", "+"),
          new Button("left", "◀", "←"),
          new Button("right", "▶", "→"),
          new Button("home", "back", "0"),
          new Button("whole", "whole run", "Home"),
          new Button("previous", "previous", "p"),
          new Button("next", "next", "n"));

  private ZoomSection() {}

  static void write(Markup markup, RunReport run) {
    markup.leaf("h2", "In real time" + HtmlReport.ofKey(run.shownKey()));
    if (run.spans().isEmpty()) {
      markup.leaf("p", "No operations to draw.");
      return;
    }
    markup.open("div", "id", "tools", "hidden", "hidden");
    for (Button button : BUTTONS) {
      String words = button.action() + " (key " + button.key() + ")";
      markup.leaf(
          "button", button.face(), "type", "button", "data-do", button.action(), "title", words);
    }
    markup.leaf("span", "", "id", "range", "class", "note").close();
    ZoomChart.draw(run, markup);
    markup.leaf("output", "", "id", "chosen", "aria-live", "polite");
    markup.leaf("h2", "The whole run");
    markup.open("div", "class", "scroll");
    OverviewChart.draw(run, markup);
    markup.close();
    markup.leaf(
        "p",
        "Above: how long each operation took, at the time it began; ● ok, ✗ unknown, ╱ fail. Below:"
            + " how many ended each moment; plain ok, crossed unknown, striped fail, never drawn"
            + " too thin to be seen. Grey: a fault, proven; dashed frame: not proven. The frame"
            + " marks what is shown above; drag, here or there, to move it (or arrows, + and -, 0,"
            + " n and p).",
        "class",
        "note");
  }
}
