package minos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import minos.check.Checker;
import minos.check.Linearizability;
import minos.check.Validity;
import minos.check.Verdict;
import minos.history.History;
import minos.history.HistoryMalformed;
import minos.history.JsonLines;
import minos.model.Model;
import minos.model.Models;
import minos.report.CheckText;
import minos.report.Paint;
import minos.run.Workload;
import minos.store.Judge;
import minos.store.RepeatCommand;
import minos.store.RunFolder;
import minos.store.RunInfo;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.store.VerdictJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
      "  minos check --model cas-register mine.jsonl"
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

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "What the objects are (default: as the run says, or by the operations seen).")
  private @Nullable String model;

  @Option(
      names = "--check-budget",
      paramLabel = "60s",
      defaultValue = "60s",
      description = "How long the judging of each may take (default: ${DEFAULT-VALUE}).")
  private Duration budget = Duration.ofSeconds(60);

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where latest is looked for.")
  private Path results = Path.of("results");

  /** What a history is judged by, and who said so. */
  private record Choice(Checker checker, String said) {}

  CheckCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed {
    Optional<Choice> asked = asked();
    Validity worst = Validity.VALID;
    for (String target : targets) {
      worst = worst.and(check(target, asked));
    }
    return ExitCode.of(worst);
  }

  private Validity check(String target, Optional<Choice> asked) throws BadArguments, StoreFailed {
    boolean isRun =
        Files.isDirectory(Path.of(target))
            || (target.equals(RunFolder.LATEST) && !Files.exists(Path.of(target)));
    return isRun ? checkRun(RunFolder.open(results, target), asked) : checkFile(target, asked);
  }

  private Validity checkFile(String file, Optional<Choice> asked) throws BadArguments, StoreFailed {
    JsonLines.Reading reading = read(Path.of(file));
    Choice choice = asked.isPresent() ? asked.get() : guessed(file, reading.history());
    Judge.Judgement judgement = new Judge(budget).judge(reading, choice.checker());
    return say(file, choice, judgement, judgement.verdict());
  }

  private Validity checkRun(RunFolder folder, Optional<Choice> asked)
      throws BadArguments, StoreFailed {
    RunInfo info = RunInfo.read(folder);
    if (!Files.exists(folder.history())) {
      throw new BadArguments(
          folder.path()
              + " has no history: --runs keeps none of a valid run; get it back with "
              + RepeatCommand.of(info.test()));
    }
    JsonLines.Reading reading = read(folder.history());
    Choice choice = asked.isPresent() ? asked.get() : ofRun(info);
    Judge.Judgement judgement = new Judge(budget).judge(reading, choice.checker());
    Verdict ofRun =
        VerdictJson.ofRun(folder, StoredRun.RUN)
            .orElseGet(() ->
                Verdict.unknown(
                    StoredRun.RUN,
                    "The run broke off before its verdict: nothing proves its faults."));
    Verdict whole = StoredRun.whole(judgement.verdict(), ofRun);
    return say(folder.path().toString(), choice, judgement, whole);
  }

  private Validity say(String name, Choice choice, Judge.Judgement judgement, Verdict verdict) {
    judgement.warnings().forEach(warning -> console.complain("warning: " + warning));
    Paint paint = console.colour() ? Paint.ANSI : Paint.NONE;
    console
        .out()
        .print(
            CheckText.of(
                name,
                choice.said(),
                judgement.history(),
                verdict,
                judgement.nanos(),
                paint,
                console.columns()));
    console.out().flush();
    return verdict.validity();
  }

  private Optional<Choice> asked() throws BadArguments {
    if (model == null) {
      return Optional.empty();
    }
    String name = Objects.requireNonNull(model);
    Model<?> named =
        Models.named(name)
            .orElseThrow(() ->
                new BadArguments(
                    Closest.unknown(
                        "model", name, Models.all().stream().map(Model::name).toList())));
    return Optional.of(new Choice(new Linearizability(named), name));
  }

  private Choice ofRun(RunInfo info) throws BadArguments {
    Workload workload = catalogue.workload(info.test().workload());
    return new Choice(
        workload.checker(StoredRun.options(info.test())), workload.name() + " (as run.json says)");
  }

  private static Choice guessed(String file, History history) throws BadArguments {
    Model<?> guess =
        ModelGuess.of(history)
            .orElseThrow(() ->
                new BadArguments(
                    file
                        + ": no model knows all of its operations; known models: "
                        + Models.names()));
    return new Choice(new Linearizability(guess), guess.name() + " (by its operations)");
  }

  private static JsonLines.Reading read(Path file) throws BadArguments, StoreFailed {
    try {
      return Judge.read(file);
    } catch (HistoryMalformed e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
  }
}
