package minos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import minos.check.Validity;
import minos.report.Paint;
import minos.report.RunTable;
import minos.store.StoreFailed;
import minos.store.runs.RunIndex;
import minos.store.runs.RunQuery;
import minos.store.runs.RunSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos results}: the runs there are, one line each. */
@Command(
    name = "results",
    description = {
      "Lists runs, the newest first: those that fit all words.",
      "A word is FIELD=VALUE, FIELD!=VALUE, or anything that stands in the run's line;",
      "fields: verdict, in, seed (as they are), system, workload, faults, flaw, rule, why,",
      "version, path (a part will do), since (a day, or a time, UTC).",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos results verdict=invalid workload=register",
      "  minos results since=2026-11-20 --sort=-p99 --limit 10",
      "  minos results 'stale read'"
    })
final class ResultsCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "WORD", description = "What the runs are to have in common.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--sort",
      paramLabel = "FIELD",
      defaultValue = "",
      description = {
        "started, verdict, test, in, seed, flaws, ops, availability, p99, recovery, seen or rule;",
        "with a dash before it (--sort=-p99) the greatest first (default: -started)."
      })
  private String sort = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "40",
      description = "At most so many lines; 0 for all (default: ${DEFAULT-VALUE}).")
  private int limit = 40;

  @Option(names = "--json", description = "One JSON object a line, for programs.")
  private boolean json;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where run folders are (default: results).")
  private Path results = Path.of("results");

  ResultsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed {
    List<RunSummary> all = new RunIndex(results).runs();
    List<RunSummary> fitting = query().of(all);
    List<RunSummary> shown = limit <= 0 ? fitting : fitting.stream().limit(limit).toList();
    if (json) {
      shown.forEach(run -> console.say(RunTable.json(run)));
      return ExitCode.VALID;
    }
    Paint paint = console.colour() ? Paint.ANSI : Paint.NONE;
    RunTable.of(shown, paint, console.columns()).forEach(console::say);
    console.say(sum(all, fitting, shown));
    return ExitCode.VALID;
  }

  private RunQuery query() throws BadArguments {
    try {
      return RunQuery.parse(String.join(" ", words), sort);
    } catch (IllegalArgumentException e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
  }

  private String sum(List<RunSummary> all, List<RunSummary> fitting, List<RunSummary> shown) {
    if (all.isEmpty()) {
      return "no run in " + results + " yet; begin with: minos run";
    }
    String runs = "%,d of %,d runs in %s".formatted(fitting.size(), all.size(), results);
    String counts =
        ": %,d valid, %,d invalid, %,d unknown, %,d unfinished"
            .formatted(
                count(fitting, Validity.VALID),
                count(fitting, Validity.INVALID),
                count(fitting, Validity.UNKNOWN),
                fitting.stream()
                    .filter(run -> run.verdict().equals(RunSummary.UNFINISHED))
                    .count());
    int more = fitting.size() - shown.size();
    return runs + counts + (more == 0 ? "" : "; %,d more: --limit 0".formatted(more));
  }

  private static long count(List<RunSummary> runs, Validity validity) {
    String name = validity.name().toLowerCase(java.util.Locale.ROOT);
    return runs.stream().filter(run -> run.verdict().equals(name)).count();
  }
}
