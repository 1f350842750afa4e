package minos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import minos.check.Checker;
import minos.check.Validity;
import minos.check.Verdict;
import minos.history.Columns;
import minos.history.HistoryMalformed;
import minos.history.JsonLines;
import minos.history.Loaded;
import minos.report.CheckText;
import minos.report.Counts;
import minos.report.Paint;
import minos.run.Workload;
import minos.store.Judge;
import minos.store.RepeatCommand;
import minos.store.RunFolder;
import minos.store.RunInfo;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.store.VerdictJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos check}: judges recorded histories again. */
@Command(
    name = "check",
    description = {"Judges recorded histories again, or for the first time.", ""},
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes, of the worst of them:%n",
    exitCodeList = {
      "0:linearizable",
      "1:not linearizable",
      "2:unknown: not everything could be judged or proven",
      "254:bad arguments, or no history",
      "255:Minos itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos check latest",
      "  minos check results/raft-kv-register/20261121T070000.000",
      "  minos check --model cas-register mine.jsonl",
      "  minos check --model cas-register --initial 0 --nil-reads any knossos.edn"
    })
final class CheckCommand implements Callable<Integer> {
  private final Console console;
  private final Catalogue catalogue;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|RUN",
      description = {
        "A history, known by what it holds (JSON lines, Jepsen's EDN or log, also gzip),",
        "a run's folder, or latest."
      })
  private List<String> targets = new ArrayList<>();

  @Mixin private Judging judging = new Judging();

  @Option(names = "--json", description = "One JSON object a line for each, for programs.")
  private boolean json;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where latest is looked for.")
  private Path results = Path.of("results");

  CheckCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed {
    judging.refuseUnknownModel();
    Validity worst = Validity.VALID;
    for (String target : targets) {
      worst = worst.and(check(target));
    }
    return ExitCode.of(worst);
  }

  private Validity check(String target) throws BadArguments, StoreFailed {
    boolean isRun =
        Files.isDirectory(Path.of(target))
            || (target.equals(RunFolder.LATEST) && !Files.exists(Path.of(target)));
    return isRun ? checkRun(RunFolder.open(results, target)) : checkFile(target);
  }

  private Validity checkFile(String file) throws BadArguments, StoreFailed {
    Loaded loaded = load(Path.of(file));
    warn(loaded.warnings());
    Columns columns = loaded.columns();
    Judging.Choice choice = judging.isAsked() ? judging.asked() : judging.guessed(file, columns);
    Judge.Answer answer = new Judge(judging.budget()).judge(columns, choice.checker());
    return say(file, choice.said(), Counts.of(columns), answer.verdict(), answer.nanos());
  }

  private Validity checkRun(RunFolder folder) throws BadArguments, StoreFailed {
    RunInfo info = RunInfo.read(folder);
    if (!Files.exists(folder.history())) {
      throw new BadArguments(
          folder.path()
              + " has no history: --runs keeps none of a valid run; get it back with "
              + RepeatCommand.of(info.test()));
    }
    JsonLines.Reading reading = read(folder.history());
    warn(reading.warnings());
    Workload workload = catalogue.workload(info.test().workload());
    Checker checker = workload.checker(StoredRun.options(info.test()));
    String said = workload.name() + " (as run.json says)";
    if (judging.isAsked()) {
      checker = judging.askedOfRun().checker();
      said = judging.askedOfRun().said();
    }
    Judge.Judgement judgement = new Judge(judging.budget()).judge(reading, checker);
    Verdict ofRun =
        VerdictJson.ofRun(folder, StoredRun.RUN)
            .orElseGet(() ->
                Verdict.unknown(
                    StoredRun.RUN,
                    "The run broke off before its verdict: nothing proves its faults."));
    Verdict whole = StoredRun.whole(judgement.verdict(), ofRun);
    Counts counts = Counts.of(judgement.history());
    return say(folder.path().toString(), said, counts, whole, judgement.nanos());
  }

  private void warn(List<String> warnings) {
    warnings.forEach(warning -> console.complain("warning: " + warning));
  }

  private Validity say(String name, String model, Counts counts, Verdict verdict, long nanos) {
    Paint paint = console.colour() ? Paint.ANSI : Paint.NONE;
    console
        .out()
        .print(
            json
                ? VerdictJson.line(name, model, counts.ops(), verdict, nanos)
                : CheckText.of(name, model, counts, verdict, nanos, paint, console.columns()));
    console.out().flush();
    return verdict.validity();
  }

  private static Loaded load(Path file) throws BadArguments, StoreFailed {
    try {
      return Judge.load(file);
    } catch (HistoryMalformed e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
  }

  private static JsonLines.Reading read(Path file) throws BadArguments, StoreFailed {
    try {
      return Judge.read(file);
    } catch (HistoryMalformed e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
  }
}
