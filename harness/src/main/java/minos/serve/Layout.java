package minos.serve;

import java.util.Map;
import minos.report.html.Markup;
import minos.report.html.Sheet;

/** What all pages share. */
final class Layout {
  private static final String CSS =
      """
      body{max-width:1500px}nav{display:flex;gap:18px;align-items:baseline;border-bottom:1px solid var(--line);padding-bottom:8px;margin-bottom:14px}
      nav b{font-size:17px}td,th{padding:3px 10px 3px 0}th a{color:inherit}form.find{display:flex;gap:8px;flex-wrap:wrap;margin:10px 0}
      form.find input{flex:1 1 320px;padding:5px 9px}.v{font-weight:600;white-space:nowrap}.v a,.s{color:inherit}.v.valid,.s.passed{color:var(--good)}.v.invalid,.s.violation,.s.missed{color:var(--bad)}
      .v.unknown,.v.unfinished,.s.unknown,.s.error,.s.quarantined{color:var(--info)}.s{display:inline-block;min-width:1.4em;text-align:center;font-weight:600;text-decoration:none}
      .s.not-run,.s.unavailable{color:var(--soft)}td.why{max-width:420px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;overflow-wrap:normal}
      .wide{overflow-x:auto}.grid{width:auto}.grid td,.grid th{padding-right:26px}.wide td{white-space:nowrap;overflow-wrap:normal}tr.differs td{font-weight:600;background:var(--well)}.trend{display:grid;grid-template-columns:repeat(auto-fit,minmax(330px,1fr));gap:8px 26px}
      .trend svg{overflow:visible}.trend .line{fill:none;stroke:var(--soft);stroke-width:1}.trend h3{margin:4px 0;font-size:13px;color:var(--soft)}
      .mark.valid{fill:var(--ok)}.mark.invalid{fill:none;stroke:var(--bad);stroke-width:2}.mark.unknown,.mark.unfinished{fill:none;stroke:var(--info);stroke-width:1.6}
      """;

  private static final Map<String, String> PAGES =
      Map.of("Runs", "/", "Trends", "/trends", "Suites", "/suites", "Files", "/files/");

  private Layout() {}

  /** A page up to where its content begins. */
  static Markup begin(String title) {
    Markup markup = new Markup();
    markup.open("html", "lang", "en").open("head");
    markup.empty("meta", "charset", "utf-8");
    markup.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    markup.leaf("title", title + " · Minos").style(Sheet.CSS + CSS).close().open("body");
    markup.open("nav").leaf("b", "Minos");
    for (String page : java.util.List.of("Runs", "Trends", "Suites", "Files")) {
      markup.leaf("a", page, "href", PAGES.getOrDefault(page, "/"));
    }
    markup.close().leaf("h1", title);
    return markup;
  }

  static String end(Markup markup) {
    return markup.close().close().document();
  }

  /** A field to search by, which keeps the order. */
  static void search(Markup markup, String action, Query query) {
    markup.open("form", "class", "find", "action", action, "method", "get", "role", "search");
    markup.empty(
        "input",
        "type",
        "search",
        "name",
        "q",
        "value",
        query.text("q"),
        "aria-label",
        "which runs",
        "placeholder",
        "verdict=invalid workload=register since=2026-11-20, or any word");
    markup.empty("input", "type", "hidden", "name", "sort", "value", query.text("sort"));
    markup.leaf("button", "find", "type", "submit").close();
  }
}
