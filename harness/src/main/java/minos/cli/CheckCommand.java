package minos.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import minos.check.Checker;
import minos.check.Verdict;
import minos.check.knossos.Knossos;
import minos.cli.Judging.Means;
import minos.history.Columns;
import minos.history.Formats;
import minos.history.HistoryMalformed;
import minos.history.Loaded;
import minos.report.CheckText;
import minos.report.Counts;
import minos.report.Paint;
import minos.run.Workload;
import minos.store.Judge;
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
      "0:linearizable, or whatever else was asked for",
      "1:not so",
      "2:unknown: not everything could be judged or proven",
      "254:bad arguments, or no history",
      "255:Minos itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos check latest",
      "  minos check histories/*.log",
      "  minos check --model cas-register --initial 0 --nil-reads any knossos.edn",
      "  gzip -dc etcd.jsonl.gz | minos check --json -",
      "  tail -n +1 -f history.jsonl | minos check --model register --follow -"
    })
final class CheckCommand implements Callable<Integer> {
  private final Console console;
  private final Catalogue catalogue;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "A history, known by what it holds (JSON lines, EDN of Jepsen and Knossos, Jepsen's log,"
              + " CSV; also gzip); - for standard input; a run's folder, or latest; or a folder,"
              + " for all runs and histories in it.")
  private List<String> arguments = new ArrayList<>();

  @Mixin private Judging judging = new Judging();

  @Mixin private KnossosOptions knossos = new KnossosOptions();

  @Option(
      names = "--lenient",
      description = "Leave malformed lines out, name them, and count them in the verdict's line.")
  private boolean lenient;

  @Option(
      names = "--explain",
      description = "Of what is not linearizable, say step by step why it cannot be.")
  private boolean explain;

  @Mixin private FollowOption follow = new FollowOption();

  @Mixin private WitnessOption witness = new WitnessOption();

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
    judging.refuseBadArguments();
    List<Target> targets = targets();
    if (follow.isAsked()) {
      return follow(targets);
    }
    boolean asksKnossos = judging.means() == Means.KNOSSOS || judging.means() == Means.BOTH;
    if (witness.isAsked() && (asksKnossos || targets.size() != 1)) {
      throw new BadArguments("--witness takes one history, and Minos as its judge");
    }
    if (!asksKnossos) {
      return check(targets, new Judges(judging, Optional.empty()));
    }
    try (Knossos other = knossos.started()) {
      return check(targets, new Judges(judging, Optional.of(other)));
    }
  }

  private int follow(List<Target> targets) throws BadArguments, StoreFailed {
    if (!targets.equals(List.of(new Target.Input())) || lenient || explain || witness.isAsked()) {
      throw new BadArguments(
          "--follow takes - alone, standard input, and no --lenient, --explain or --witness");
    }
    Judging.Followed asked = judging.ofStream();
    try {
      FollowOption.Outcome outcome = follow.follow(System.in, asked.model(), judging.limits());
      return say(Target.INPUT, asked.choice(), outcome.counts(), 0, outcome.opinion(), true);
    } catch (HistoryMalformed e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new StoreFailed("cannot read standard input: " + e.getMessage());
    }
  }

  private int check(List<Target> targets, Judges judges) {
    Sum sum = new Sum();
    for (Target target : targets) {
      try {
        sum.add(check(target, judges, targets.size() == 1));
      } catch (BadArguments e) {
        sum.add(fails(target, e, ExitCode.BAD_ARGUMENTS));
      } catch (StoreFailed | Judges.Disagree e) {
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

  private int check(Target target, Judges judges, boolean alone)
      throws BadArguments, StoreFailed, Judges.Disagree {
    return switch (target) {
      case Target.Run run -> checkRun(RunFolder.open(results, run.name()), judges, alone);
      case Target.Recorded recorded -> {
        if (!Files.exists(recorded.file())) {
          throw new BadArguments("cannot read " + recorded.file() + ": no such file");
        }
        yield checkLoaded(target.name(), load(recorded.file()), judges, alone);
      }
      case Target.Input input -> checkLoaded(target.name(), loadInput(), judges, alone);
    };
  }

  private int checkLoaded(String name, Loaded loaded, Judges judges, boolean alone)
      throws BadArguments, StoreFailed, Judges.Disagree {
    warn(loaded.warnings());
    Columns columns = loaded.columns();
    Judging.Choice any = judging.ofRecorded(name, columns);
    Judging.Choice choice = alone || json ? any : any.brief();
    Judges.Opinion opinion = judges.judge(name, columns, choice);
    writeWitness(columns, choice.checker(), opinion.verdict());
    return say(name, choice, Counts.of(columns), loaded.skipped(), opinion, alone);
  }

  private int checkRun(RunFolder folder, Judges judges, boolean alone)
      throws BadArguments, StoreFailed, Judges.Disagree {
    RunInfo info = RunInfo.read(folder);
    if (!Files.exists(folder.history())) {
      throw new BadArguments(
          folder.path()
              + " has no history: --runs keeps none of a valid run; get it back with "
              + info.again(folder.path().toString()));
    }
    Loaded loaded = load(folder.history());
    warn(loaded.warnings());
    String name = folder.path().toString();
    Workload workload = catalogue.workload(info.test().workload());
    Judging.Choice choice =
        Judging.Choice.ofRun(workload, workload.checker(StoredRun.options(info.test())));
    Judges.Opinion opinion;
    if (judging.isAsked() || judges.askKnossos()) {
      choice =
          judging.isAsked()
              ? judging.ofRun(name, loaded.columns())
              : judging.ofRecorded(name, loaded.columns());
      opinion = judges.judge(name, loaded.columns(), choice);
    } else {
      opinion = judges.judge(loaded, choice.checker());
    }
    writeWitness(loaded.columns(), choice.checker(), opinion.verdict());
    Verdict ofRun =
        VerdictJson.ofRun(folder, StoredRun.RUN)
            .orElseGet(() ->
                Verdict.unknown(
                    StoredRun.RUN,
                    "The run broke off before its verdict: nothing proves its faults."));
    Judges.Opinion whole =
        new Judges.Opinion(
            StoredRun.whole(opinion.verdict(), ofRun), opinion.nanos(), opinion.byWhom());
    return say(name, choice, Counts.of(loaded.columns()), loaded.skipped(), whole, alone);
  }

  private void writeWitness(Columns columns, Checker checker, Verdict verdict)
      throws BadArguments, StoreFailed {
    if (witness.isAsked()) {
      witness
          .write(columns, checker, verdict, new Judge(judging.limits()))
          .forEach(console::complain);
    }
  }

  private void warn(List<String> warnings) {
    warnings.forEach(warning -> console.complain("warning: " + warning));
  }

  private int say(
      String name,
      Judging.Choice choice,
      Counts counts,
      long skipped,
      Judges.Opinion opinion,
      boolean alone) {
    Paint paint = console.colour() ? Paint.ANSI : Paint.NONE;
    Verdict verdict = opinion.verdict();
    Judging.Taken model = choice.model();
    if (json) {
      VerdictJson.Subject subject =
          new VerdictJson.Subject(
              name, model.name(), model.from().word(), counts.ops(), counts.keys(), skipped);
      print(VerdictJson.line(subject, verdict, opinion.nanos()));
    } else {
      String said = model.said() + opinion.byWhom();
      print(
          CheckText.line(
              new CheckText.Judged(
                  name, choice.property(), said, counts, skipped, verdict, opinion.nanos()),
              paint));
      print(alone ? CheckText.details(verdict, explain, paint, console.columns()) : "");
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
