package minos.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import minos.check.Validity;
import minos.report.Elsewhere;
import minos.report.RunReport;
import minos.report.VerdictLine;
import minos.store.runs.RunSummary;
import minos.time.Durations;

/** What came of it, why, and the commands that bring it back. */
final class VerdictSection {
  private static final int SHOWN_MAX = 8;

  private VerdictSection() {}

  static void write(Markup markup, RunReport run) {
    Validity validity = run.verdict().validity();
    String look = validity.name().toLowerCase(Locale.ROOT);
    markup.open("header", "class", "verdict " + look).open("h1");
    markup.leaf("span", VerdictLine.word(run), "class", "word");
    markup.text(VerdictLine.rest(run)).close();
    run.why().forEach(reason -> markup.leaf("p", reason));
    run.contradiction().ifPresent(found -> elsewhere(markup, found.rule(), run.elsewhere()));
    markup.leaf(
        "p",
        "begun "
            + run.info().started()
            + ", "
            + Durations.label(run.test().time())
            + " in "
            + run.test().world().label()
            + ", judged by "
            + run.verdict().checker()
            + " in "
            + Durations.readable(run.checkNanos()),
        "class",
        "quiet");
    markup.close();
    markup.open("dl", "class", "commands");
    for (Offer offer : offers(run)) {
      markup.leaf("dt", offer.name()).open("dd").leaf("code", offer.command()).text(" ");
      markup.leaf(
          "button",
          "copy",
          "class",
          "copy",
          "type",
          "button",
          "hidden",
          "hidden",
          "aria-label",
          "copy: " + offer.command());
      markup.close();
    }
    markup.close();
  }

  /** Where the same was seen before, with a way to the newest of those runs. */
  private static void elsewhere(Markup markup, String rule, Elsewhere elsewhere) {
    List<RunSummary> same = elsewhere.same();
    if (elsewhere.runs() == 0 || same.isEmpty()) {
      String of = elsewhere.runs() == 0 ? "" : " of the last " + elsewhere.runs();
      markup.leaf(
          "p", "Broken rule: " + rule + ". No earlier run of this test" + of + " broke it.");
      return;
    }
    markup.open("p").text("Broken rule: " + rule + ". So did " + same.size() + " of the ");
    markup.text(elsewhere.runs() + " runs of this test before, the first ");
    markup.text(same.getLast().started() + ": ");
    for (RunSummary run : same.subList(0, Math.min(same.size(), SHOWN_MAX))) {
      markup.leaf("a", "seed " + run.seed(), "href", "../" + run.path() + "/report.html").text(" ");
    }
    markup.close();
  }

  /** A command, and what it does in a word or two. */
  private record Offer(String name, String command) {}

  private static List<Offer> offers(RunReport run) {
    List<Offer> offers = new ArrayList<>();
    offers.add(new Offer("again", run.info().again(run.folder())));
    offers.add(new Offer("judge again", "./minos check " + run.folder()));
    if (run.verdict().validity() == Validity.INVALID) {
      offers.add(new Offer("make it smaller", "./minos shrink " + run.folder()));
      offers.add(new Offer("look inside", "./minos trace " + run.folder()));
    }
    return offers;
  }
}
