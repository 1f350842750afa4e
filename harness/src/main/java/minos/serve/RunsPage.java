package minos.serve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import minos.report.RunTable;
import minos.report.html.Markup;
import minos.store.runs.RunSummary;

/** Runs, a thousand a page. */
final class RunsPage {
  private static final int PAGE = 1_000;
  private static final int SECONDS = 19;

  /** Headings, and what they sort by. */
  private static final Map<String, String> HEADINGS = new LinkedHashMap<>();

  static {
    HEADINGS.put("verdict", "verdict");
    HEADINGS.put("test", "test");
    HEADINGS.put("in", "in");
    HEADINGS.put("started (UTC)", "started");
    HEADINGS.put("seed", "seed");
    HEADINGS.put("flaws", "flaws");
    HEADINGS.put("ops", "ops");
    HEADINGS.put("available", "availability");
    HEADINGS.put("p99", "p99");
    HEADINGS.put("recovery", "recovery");
    HEADINGS.put("why", "rule");
  }

  private RunsPage() {}

  static String of(List<RunSummary> runs, Query query) {
    Markup markup = Layout.begin("Runs");
    Layout.search(markup, "/", query);
    int pages = Math.max(1, (runs.size() + PAGE - 1) / PAGE);
    int page = Math.min(query.number("page"), pages - 1);
    List<RunSummary> shown = runs.subList(page * PAGE, Math.min(runs.size(), (page + 1) * PAGE));
    counts(markup, runs);
    markup.open("form", "action", "/compare", "method", "get");
    markup.open("p").leaf("button", "compare the two chosen", "type", "submit");
    turn(markup, query, page, pages);
    markup.close().open("div", "class", "wide").open("table");
    headings(markup, query);
    shown.forEach(run -> row(markup, run));
    markup.close().close().close();
    return Layout.end(markup);
  }

  private static void counts(Markup markup, List<RunSummary> runs) {
    StringBuilder counts = new StringBuilder(String.format(Locale.ROOT, "%,d runs", runs.size()));
    for (String verdict : List.of("invalid", "unknown", RunSummary.UNFINISHED, "valid")) {
      long count = runs.stream().filter(run -> run.verdict().equals(verdict)).count();
      counts.append(count == 0 ? "" : String.format(Locale.ROOT, " · %,d %s", count, verdict));
    }
    markup.leaf("p", counts);
  }

  private static void turn(Markup markup, Query query, int page, int pages) {
    if (page > 0) {
      markup.leaf("a", "newer", "href", "/" + query.with("page", Integer.toString(page - 1)));
    }
    if (pages > 1) {
      markup.text(" page " + (page + 1) + " of " + pages + " ");
    }
    if (page + 1 < pages) {
      markup.leaf("a", "next", "href", "/" + query.with("page", Integer.toString(page + 1)));
    }
  }

  private static void headings(Markup markup, Query query) {
    markup.open("tr").leaf("th", "a").leaf("th", "b");
    HEADINGS.forEach((heading, sort) -> {
      String other = query.text("sort").equals("-" + sort) ? sort : "-" + sort;
      markup.open("th").leaf("a", heading, "href", "/" + query.with("sort", other)).close();
    });
    markup.leaf("th", "").close();
  }

  private static void row(Markup markup, RunSummary run) {
    String folder = Walls.encoded(run.path());
    markup.open("tr");
    choice(markup, "a", run);
    choice(markup, "b", run);
    markup.open("td", "class", "v " + run.verdict());
    markup.leaf("a", run.verdict(), "href", "/files/" + folder + "/report.html");
    markup.close();
    markup.leaf("td", run.test()).leaf("td", run.world());
    String started = run.started().replace('T', ' ');
    markup.leaf("td", started.substring(0, Math.min(SECONDS, started.length())), "class", "number");
    markup.leaf("td", run.seed(), "class", "number").leaf("td", run.flaws());
    String ops = run.ops() == 0 ? "" : String.format(Locale.ROOT, "%,d", run.ops());
    markup.leaf("td", ops, "class", "number");
    markup.leaf("td", RunTable.share(run.availability()), "class", "number");
    markup.leaf("td", RunTable.nanos(run.p99Nanos()), "class", "number");
    markup.leaf("td", RunTable.nanos(run.recoveryNanos()), "class", "number");
    String why = run.rule().isEmpty() ? run.why() : run.rule();
    markup.leaf("td", why, "class", "why", "title", run.why());
    markup.open("td").leaf("a", "files", "href", "/files/" + folder + "/");
    markup.text(" ").leaf("a", "zip", "href", "/zip/" + folder + ".zip").close().close();
  }

  private static void choice(Markup markup, String name, RunSummary run) {
    markup.open("td");
    markup.empty("input", "type", "radio", "name", name, "value", run.path(), "aria-label", name);
    markup.close();
  }
}
