package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import minos.check.Checker;
import minos.check.Verdict;
import minos.history.Columns;
import minos.history.Formats;
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

/** {@code minos check}: judges recorded histories. */
@Command(
    name = "check",
    description = {"Judges recorded histories: a line for each, and of a single one also why.", ""},
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
      "  minos check histories/*.log",
      "  minos check --model cas-register --initial 0 --nil-reads any knossos.edn",
      "  gzip -dc etcd.jsonl.gz | minos check --json -"
    })
final class CheckCommand implements Callable<Integer> {
  private final Console console;
  private final Catalogue catalogue;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "A history, known by what it holds (JSON lines, EDN of Jepsen and Knossos, Jepsen's",
        "log, CSV; also gzip); - for standard input; a run's folder, or latest; or a folder,",
        "for all runs and histories in it."
      })
  private List<String> arguments = new ArrayList<>();

  @Mixin private Judging judging = new Judging();

  @Option(
      names = "--lenient",
      description = "Leave malformed lines out, name them, and count them in the verdict's line.")
  private boolean lenient;

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
    List<Target> targets = targets();
    Sum sum = new Sum();
    for (Target target : targets) {
      try {
        sum.add(check(target, targets.size() == 1));
      } catch (BadArguments e) {
        sum.add(fails(target, e, ExitCode.BAD_ARGUMENTS));
      } catch (StoreFailed e) {
        sum.add(fails(target, e, ExitCode.FAILED));
      }
    }
    if (targets.size() > 1 && !json) {
      console.complain(sum.words());
    }
    return sum.worst();
  }

  private List<Target> targets() throws BadArguments, StoreFailed {
    List<Target> targets = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (String argument : arguments) {
      List<Target> found = Target.of(argument, leftOut);
      if (found.isEmpty()) {
        throw new BadArguments(
            argument
                + " holds neither a run nor a history; histories in folders are known by"
                + " their names: .jsonl, .edn, .log, .txt, .csv, or these with .gz");
      }
      targets.addAll(found);
    }
    warn(leftOut);
    return targets;
  }

  private int fails(Target target, Exception failure, int code) {
    String why = String.valueOf(failure.getMessage());
    console.complain(why);
    if (json) {
      print(VerdictJson.unread(target.name(), why));
    }
    return code;
  }

  private int check(Target target, boolean alone) throws BadArguments, StoreFailed {
    return switch (target) {
      case Target.Run run -> checkRun(RunFolder.open(results, run.name()), alone);
      case Target.Recorded recorded -> {
        if (!Files.exists(recorded.file())) {
          throw new BadArguments("cannot read " + recorded.file() + ": no such file");
        }
        yield checkLoaded(target.name(), load(recorded.file()), alone);
      }
      case Target.Input input -> checkLoaded(target.name(), loadInput(), alone);
    };
  }

  private int checkLoaded(String name, Loaded loaded, boolean alone) throws BadArguments {
    warn(loaded.warnings());
    Columns columns = loaded.columns();
    Judging.Choice choice = judging.isAsked() ? judging.asked() : judging.guessed(name, columns);
    Judge.Answer answer = new Judge(judging.limits()).judge(columns, choice.checker());
    return say(
        name,
        choice.model(),
        Counts.of(columns),
        loaded.skipped(),
        answer.verdict(),
        answer.nanos(),
        alone);
  }

  private int checkRun(RunFolder folder, boolean alone) throws BadArguments, StoreFailed {
    RunInfo info = RunInfo.read(folder);
    if (!Files.exists(folder.history())) {
      throw new BadArguments(
          folder.path()
              + " has no history: --runs keeps none of a valid run; get it back with "
              + RepeatCommand.of(info.test()));
    }
    Loaded loaded = load(folder.history());
    warn(loaded.warnings());
    Workload workload = catalogue.workload(info.test().workload());
    Checker checker = workload.checker(StoredRun.options(info.test()));
    Judging.Taken model = new Judging.Taken(workload.name(), Judging.From.RUN);
    if (judging.isAsked()) {
      checker = judging.askedOfRun().checker();
      model = judging.askedOfRun().model();
    }
    JsonLines.Reading reading =
        new JsonLines.Reading(loaded.columns().history(), loaded.warnings());
    Judge.Judgement judgement = new Judge(judging.limits()).judge(reading, checker);
    Verdict ofRun =
        VerdictJson.ofRun(folder, StoredRun.RUN)
            .orElseGet(() ->
                Verdict.unknown(
                    StoredRun.RUN,
                    "The run broke off before its verdict: nothing proves its faults."));
    return say(
        folder.path().toString(),
        model,
        Counts.of(loaded.columns()),
        loaded.skipped(),
        StoredRun.whole(judgement.verdict(), ofRun),
        judgement.nanos(),
        alone);
  }

  private void warn(List<String> warnings) {
    warnings.forEach(warning -> console.complain("warning: " + warning));
  }

  private int say(
      String name,
      Judging.Taken model,
      Counts counts,
      long skipped,
      Verdict verdict,
      long nanos,
      boolean alone) {
    Paint paint = console.colour() ? Paint.ANSI : Paint.NONE;
    if (json) {
      VerdictJson.Subject subject =
          new VerdictJson.Subject(
              name, model.name(), model.from().word(), counts.ops(), counts.keys(), skipped);
      print(VerdictJson.line(subject, verdict, nanos));
    } else {
      print(
          CheckText.line(
              new CheckText.Judged(name, model.said(), counts, skipped, verdict, nanos), paint));
      print(alone ? CheckText.details(verdict, paint, console.columns()) : "");
    }
    return ExitCode.of(verdict.validity());
  }

  private void print(String text) {
    console.out().print(text);
    console.out().flush();
  }

  private Loaded load(Path file) throws BadArguments, StoreFailed {
    try {
      return Judge.load(file, lenient);
    } catch (HistoryMalformed e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
  }

  private Loaded loadInput() throws BadArguments, StoreFailed {
    try {
      return Formats.load(System.in, Target.INPUT, lenient);
    } catch (HistoryMalformed e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new StoreFailed("cannot read standard input: " + e.getMessage());
    }
  }

  /** What became of several. */
  private static final class Sum {
    private static final List<Integer> BEST_FIRST =
        List.of(
            ExitCode.VALID,
            ExitCode.UNKNOWN,
            ExitCode.INVALID,
            ExitCode.BAD_ARGUMENTS,
            ExitCode.FAILED);

    private final int[] counts = new int[BEST_FIRST.size()];

    void add(int code) {
      counts[BEST_FIRST.indexOf(code)]++;
    }

    int worst() {
      int worst = counts.length - 1;
      while (worst > 0 && counts[worst] == 0) {
        worst--;
      }
      return BEST_FIRST.get(worst);
    }

    String words() {
      return "%,d histories: %,d linearizable, %,d not, %,d unknown, %,d not judged"
          .formatted(
              Arrays.stream(counts).sum(), counts[0], counts[2], counts[1], counts[3] + counts[4]);
    }
  }
}
