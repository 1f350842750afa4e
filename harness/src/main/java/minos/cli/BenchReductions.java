package minos.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import minos.check.Budget;
import minos.check.calls.Layout;
import minos.check.hard.CrashBomb;
import minos.check.hard.HardHistory;
import minos.check.hard.Shape;
import minos.check.hard.Shape.Kind;
import minos.check.search.Effort;
import minos.check.search.Finding;
import minos.check.search.Reductions;
import minos.check.search.Search;
import minos.history.Columns;
import minos.model.CasRegister;
import minos.time.RealTime;

/** What each reduction of the search buys: the same histories without it. */
final class BenchReductions {
  private static final Duration CAP = Duration.ofSeconds(3);
  private static final long MEMORY_BYTES = 256L << 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Console console;
  private final RealTime clock;

  BenchReductions(Console console, RealTime clock) {
    this.console = console;
    this.clock = clock;
  }

  void measure() {
    Map<String, Columns> histories = new LinkedHashMap<>();
    histories.put("valid", of(Shape.of(Kind.REGISTER, 10_000, 20).reusing(5)));
    histories.put("a lie", of(Shape.of(Kind.REGISTER, 1_000, 20).reusing(5).lying()));
    histories.put("bomb", Columns.of(CrashBomb.of(16, CrashBomb.Kind.OBSERVED, false)));
    console.say(
        "ms, and configurations, of the search with each reduction left out (gives up after "
            + CAP.toSeconds()
            + " s or "
            + (MEMORY_BYTES >> 20)
            + " MB):");
    Reductions all = Reductions.ALL;
    Map<String, Reductions> ways = new LinkedHashMap<>();
    ways.put("all on", all);
    Reductions.allButOne().forEach((name, way) -> ways.put("no " + name, way));
    ways.put("none", Reductions.NONE);
    histories.values().forEach(history -> time(history, all));
    ways.forEach((name, way) -> {
      StringBuilder line = new StringBuilder(String.format("%-28s", name));
      histories.forEach((what, history) ->
          line.append("   ").append(what).append(' ').append(time(history, way)));
      console.say(line.toString());
    });
  }

  private static Columns of(Shape shape) {
    return HardHistory.of(shape);
  }

  private String time(Columns history, Reductions reductions) {
    Layout.Judged judged = new Layout(new CasRegister(), history).judged(0);
    Effort effort = new Effort(CAP.toNanos(), new Budget(CAP, clock::nanos), MEMORY_BYTES);
    long begin = clock.nanos();
    Finding finding = Search.search(judged.calls(), judged.steps(), effort, reductions);
    double millis = (clock.nanos() - begin) / NANOS_PER_MILLI;
    return String.format(
        Locale.ROOT,
        "%s%.1f (%,d)",
        finding instanceof Finding.Exhausted ? ">" : "",
        millis,
        effort.configurations());
  }
}
