package minos.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import minos.store.RunFolder;
import minos.store.StoreFailed;
import minos.suite.CaseReport;
import minos.suite.Plan;
import minos.suite.Quarantine;
import minos.suite.Shard;
import minos.suite.Suite;
import minos.suite.SuiteReport;
import minos.suite.gate.AttemptJson;
import minos.suite.gate.Baseline;
import minos.time.Durations;
import minos.time.WallClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos suite}: many runs, one answer. */
@Command(
    name = "suite",
    description = {"Runs many tests that a file asks for, and says what they come to.", ""},
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes, the first that applies:%n",
    exitCodeList = {
      "1:something was not linearizable that no planted flaw explains",
      "255:Minos or its engine failed, also when tried again",
      "2:unknown: something could not be judged, or a planted flaw was not caught",
      "0:all that was run is as it should be",
      "254:bad arguments, or a mistake in the file"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos suite smoke                     before each merge: minutes",
      "  minos suite nightly --budget 6h       as far as the night goes",
      "  minos suite my.yaml --list            what it would run",
      "  minos suite my.yaml --shard 2/4       the second of four machines"
    })
final class SuiteCommand implements Callable<Integer> {
  private final Console console;
  private final Catalogue catalogue;

  @Parameters(
      paramLabel = "FILE",
      description = "A suite, or the name of one of workloads/suites: smoke, nightly, ...")
  private String file = "";

  @Option(
      names = "--list",
      description = "Only say what would be run, a command a line, and how long it would take.")
  private boolean list;

  @Option(
      names = "--budget",
      paramLabel = "20m",
      description = {
        "Real time for all of it, judging included: begins no run that would",
        "not be over by then, and lists what was left out (default: the file's)."
      })
  private @Nullable Duration budget;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = {
        "How many runs go on at a time (default: of simulated ones as many as",
        "cores, of others one on each engine)."
      })
  private int parallel;

  @Option(
      names = "--engine",
      paramLabel = "URI",
      description = {
        "A Docker engine, as in DOCKER_HOST; may be repeated: each has one run",
        "at a time."
      })
  private List<String> engines = new ArrayList<>();

  @Option(
      names = "--shard",
      paramLabel = "I/N|auto",
      description = {
        "Only every N-th case from the I-th; auto: as GitLab, Buildkite, CircleCI,",
        "Azure or Kubernetes says by its variables. See: minos merge."
      })
  private @Nullable String shard;

  @Option(names = "--fail-fast", description = "Begin nothing after the first violation.")
  private boolean failFast;

  @Option(
      names = "--resume",
      description = "Go on where an earlier one of the same plan was killed, if one was.")
  private boolean resume;

  @Option(
      names = "--baseline",
      paramLabel = "DIR",
      description = {
        "The folder of an earlier suite: availability, p99, recovery or judging that",
        "is worse by more than the file's tolerance is a finding."
      })
  private @Nullable Path baseline;

  @Mixin private GateOptions gate = new GateOptions();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where run folders and the suite's own go (default: results).")
  private Path results = Path.of("results");

  SuiteCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed {
    if (parallel < 0) {
      throw new BadArguments("--parallel " + parallel + ": at least 1 run at a time");
    }
    CaseOptions options = new CaseOptions(catalogue);
    SuiteFiles.Loaded loaded = SuiteFiles.load(file, options);
    Optional<Shard> part = shard();
    Plan plan = part.map(loaded.plan()::of).orElse(loaded.plan());
    if (list) {
      plan.cases().forEach(one -> console.say(one.command()));
      return ExitCode.VALID;
    }
    return execute(loaded, plan, part, options);
  }

  private Optional<Shard> shard() throws BadArguments {
    try {
      return Optional.ofNullable(shard).map(text -> Shard.parse(text, System.getenv()));
    } catch (IllegalArgumentException e) {
      throw new BadArguments("--shard: " + e.getMessage());
    }
  }

  private int execute(
      SuiteFiles.Loaded loaded, Plan plan, Optional<Shard> part, CaseOptions options)
      throws BadArguments, StoreFailed {
    Optional<SuiteReport> then =
        baseline == null ? Optional.empty() : Optional.of(baseline(baseline));
    Optional<SuiteFolder> earlier =
        resume
            ? SuiteFolder.unfinished(results, plan.suite(), loaded.plan().digest(), part)
            : Optional.empty();
    SuiteReport begun = earlier.isPresent() ? earlier.get().read() : beginning(loaded, plan, part);
    SuiteFolder folder =
        earlier.isPresent()
            ? earlier.get()
            : SuiteFolder.create(results, plan.suite(), begun.started());
    List<AttemptJson.Line> lines = folder.resume();
    announce(begun, lines, earlier);
    folder.begin(begun);
    SuiteRun.Rules rules = rules(loaded.suite(), plan, begun, lines);
    SuiteText text = new SuiteText(console);
    SuiteRuns runs =
        new SuiteRuns(options, results, folder, plan.suite(), engines, Math.max(1, parallel));
    SuiteRun run = new SuiteRun(rules, runs, folder, text);
    run.resume(lines);
    onInterrupt(run);
    List<CaseReport> cases = run.run();
    List<String> findings = new ArrayList<>(expired(loaded.suite().quarantine(), rules.today()));
    SuiteReport report = begun.ended(run.elapsed(), !run.wasInterrupted(), findings, cases);
    if (then.isPresent()) {
      findings.addAll(Baseline.worse(report, then.get(), loaded.suite().tolerance()));
    }
    folder.end(report);
    gate.write(report, console);
    text.sum(report, folder.path().toString());
    return report.answer().exitCode();
  }

  private static SuiteReport baseline(Path folder) throws BadArguments {
    try {
      return new SuiteFolder(new RunFolder(folder)).read();
    } catch (StoreFailed e) {
      throw new BadArguments("--baseline " + folder + ": " + e.getMessage());
    }
  }

  private SuiteReport beginning(SuiteFiles.Loaded loaded, Plan plan, Optional<Shard> part) {
    return new SuiteReport(
        plan.suite(),
        loaded.file(),
        loaded.plan().digest(),
        WallClock.system().now(),
        part,
        budget == null ? loaded.suite().budget() : Optional.of(budget),
        Duration.ZERO,
        false,
        RunGate.versions(),
        List.of(),
        plan.cases().stream().map(one -> CaseReport.notRun(one, "not yet")).toList());
  }

  private SuiteRun.Rules rules(
      Suite suite, Plan plan, SuiteReport begun, List<AttemptJson.Line> lines) {
    return new SuiteRun.Rules(
        plan.cases(),
        begun.budget(),
        lines.isEmpty() ? Duration.ZERO : lines.getLast().elapsed(),
        parallel == 0 ? Runtime.getRuntime().availableProcessors() : parallel,
        failFast,
        suite.retries(),
        suite.quarantine(),
        LocalDate.ofInstant(WallClock.system().now(), ZoneOffset.UTC));
  }

  private void announce(
      SuiteReport begun, List<AttemptJson.Line> lines, Optional<SuiteFolder> earlier) {
    console.say(
        "%s: %,d cases%s%s"
            .formatted(
                begun.suite(),
                begun.cases().size(),
                begun.shard().map(one -> ", shard " + one.label()).orElse(""),
                begun.budget().map(time -> ", at most " + Durations.label(time)).orElse("")));
    if (earlier.isPresent()) {
      console.say(
          "goes on in %s, where %,d runs had ended".formatted(earlier.get().path(), lines.size()));
    } else if (resume) {
      console.say("nothing to go on with: begins anew");
    }
  }

  private static List<String> expired(List<Quarantine> quarantine, LocalDate today) {
    return quarantine.stream()
        .filter(entry -> entry.isExpired(today))
        .map(entry ->
            "The quarantine of '%s' expired on %s: %s must mend it (%s), or give it another day, see %s."
                .formatted(
                    entry.cases(), entry.expires(), entry.owner(), entry.reason(), entry.where()))
        .toList();
  }

  private void onInterrupt(SuiteRun run) {
    Interrupts.handle(
        () -> {
          console.complain("stopping; no further run begins (again to end at once)");
          run.interrupt();
        },
        () -> {
          run.abandon();
          System.exit(ExitCode.FAILED);
        },
        () -> Runtime.getRuntime().halt(ExitCode.FAILED));
  }
}
