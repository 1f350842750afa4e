package minos.serve;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import minos.report.html.Markup;

/** Suites as grids: a row for each group of cases, a column for each night. */
final class SuitesPage {
  private static final int MINUTES = 16;

  /** A letter or sign for each standing: shape as well as colour. */
  private static final Map<String, String> SIGNS = new LinkedHashMap<>();

  static {
    SIGNS.put("passed", "✓");
    SIGNS.put("violation", "✗");
    SIGNS.put("missed", "!");
    SIGNS.put("unknown", "?");
    SIGNS.put("error", "E");
    SIGNS.put("quarantined", "Q");
    SIGNS.put("unavailable", "–");
    SIGNS.put("not-run", "·");
  }

  private SuitesPage() {}

  static String of(Nights nights, Query query) {
    Markup markup = Layout.begin("Suites");
    String wanted = query.text("q");
    nights
        .bySuite()
        .forEach((suite, each) -> {
          if (suite.contains(wanted)) {
            grid(markup, suite, each);
          }
        });
    if (nights.bySuite().isEmpty()) {
      markup.leaf("p", "No suite has run here yet; ./minos suite FILE runs one.");
    }
    StringBuilder legend = new StringBuilder();
    SIGNS.forEach((standing, sign) ->
        legend.append(legend.isEmpty() ? "" : ", ").append(sign).append(' ').append(standing));
    markup.leaf(
        "p",
        legend + ". The newest night left; of several cases in a group the worst is shown.",
        "class",
        "note");
    return Layout.end(markup);
  }

  private static void grid(Markup markup, String suite, List<Nights.Night> nights) {
    markup.leaf("h2", suite).open("div", "class", "wide").open("table", "class", "grid");
    markup.open("tr");
    markup.leaf("th", "group");
    for (Nights.Night night : nights) {
      String started = night.started().replace('T', ' ');
      markup.open("th").text(started.substring(0, Math.min(MINUTES, started.length())));
      markup
          .empty("br")
          .leaf(
              "span",
              night.verdict().isEmpty() ? "unfinished" : night.verdict(),
              "class",
              "v " + (night.verdict().isEmpty() ? "unfinished" : night.verdict()));
      markup.close();
    }
    markup.close();
    Set<String> groups = new LinkedHashSet<>();
    nights.forEach(night -> groups.addAll(night.groups().keySet()));
    for (String group : groups) {
      markup.open("tr").leaf("td", group);
      nights.forEach(night -> cell(markup, night.groups().get(group)));
      markup.close();
    }
    markup.close().close();
  }

  private static void cell(Markup markup, Nights.@org.jspecify.annotations.Nullable Cell cell) {
    markup.open("td");
    if (cell != null) {
      String sign = SIGNS.getOrDefault(cell.standing(), "?");
      String words =
          cell.standing()
              + (cell.cases() == 1 ? "" : " (the worst of " + cell.cases() + ")")
              + (cell.reason().isEmpty() ? "" : ": " + cell.reason());
      String look = "s " + cell.standing();
      if (cell.folder().isEmpty()) {
        markup.leaf("span", sign, "class", look, "title", words, "aria-label", words);
      } else {
        String run = "/files/" + Walls.encoded(cell.folder()) + "/report.html";
        markup.leaf("a", sign, "class", look, "title", words, "aria-label", words, "href", run);
      }
    }
    markup.close();
  }
}
