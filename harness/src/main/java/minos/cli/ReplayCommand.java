package minos.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import minos.check.Limits;
import minos.check.Validity;
import minos.cluster.ClusterFailed;
import minos.cluster.Latency;
import minos.cluster.World;
import minos.fault.Breakable;
import minos.fault.Fault;
import minos.fault.FaultKind;
import minos.fault.FaultScript;
import minos.hunt.Interval;
import minos.run.Test;
import minos.store.Defaults;
import minos.store.Recorded;
import minos.store.RunFolder;
import minos.store.RunInfo;
import minos.store.StoreFailed;
import minos.store.StoredRun;
import minos.store.Versions;
import minos.time.Durations;
import minos.time.WallClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos replay}: a run again, in its world or in the other. */
@Command(
    name = "replay",
    description = {
      "Does again exactly what a run's run.json says. In the simulation the history must be the",
      "same, byte for byte; in containers only what is done to the cluster is the same.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.BAD_ARGUMENTS,
    exitCodeOnExecutionException = ExitCode.FAILED,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:linearizable, and every fault proven and healed",
      "1:not linearizable, of several the worst",
      "2:unknown: not everything could be judged or proven",
      "254:bad arguments",
      "255:Minos itself failed, or the same simulation gave another history"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  minos replay latest                        once more",
      "  minos replay latest --in docker --times 5  does it fail in containers, too?",
      "  minos replay latest --in docker --slower 5 of what was shrunk",
      "  minos replay 8123                          minos run --seed 8123"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final String LEADER = "leader";

  private final Console console;
  private final Catalogue catalogue;

  @Parameters(
      paramLabel = "RUN|SEED",
      description = "A run's folder, latest, or a seed of the default test.")
  private String what = RunFolder.LATEST;

  @Option(
      names = "--in",
      paramLabel = "docker|sim",
      description = "Where (default: where it was; a seed: in sim).")
  private @Nullable World world;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "1",
      description = "How often, to see how often it fails (default: ${DEFAULT-VALUE}).")
  private int times = 1;

  @Option(
      names = "--slower",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "In the other world, everything so many times later: faults take longer to come into",
        "force in containers than in the simulation (default: ${DEFAULT-VALUE})."
      })
  private int slower = 1;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "${sys:minos.results:-results}",
      description = "Where run folders are, and the new ones go (default: results).")
  private Path results = Path.of("results");

  ReplayCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() throws BadArguments, StoreFailed, ClusterFailed {
    if (slower < 1) {
      throw new BadArguments("--slower " + slower + ": so many times slower, at least 1");
    }
    if (times < 1) {
      throw new BadArguments("--times " + times + ": at least once");
    }
    boolean seed = what.matches("-?\\d+");
    Optional<RunFolder> before =
        seed ? Optional.empty() : Optional.of(RunFolder.open(results, what));
    Test test = before.isPresent() ? testOf(before.get()) : testOf(Long.parseLong(what));
    Validity worst = Validity.VALID;
    int failed = 0;
    boolean same = true;
    for (int run = 0; run < times; run++) {
      StoredRun.Outcome outcome = new OneRun(console).execute(request(test));
      Validity validity = outcome.verdict().validity();
      worst = worst.and(validity);
      failed += validity == Validity.INVALID ? 1 : 0;
      same &= before.isEmpty() || isSame(before.get(), outcome.folder(), test);
    }
    if (times > 1) {
      tell(failed);
    }
    return same ? ExitCode.of(worst) : ExitCode.FAILED;
  }

  private StoredRun.Request request(Test test) throws BadArguments {
    return new StoredRun.Request(
        test,
        catalogue.workload(test.workload()),
        catalogue.system(test.system()),
        results,
        WallClock.system().now(),
        false,
        false,
        Limits.DEFAULT);
  }

  private void tell(int failed) {
    Interval rate = Interval.of(failed, times);
    console.say(
        "not linearizable in %d of %d: %.0f to %.0f %% (95 %%)"
            .formatted(failed, times, 100 * rate.low(), 100 * rate.high()));
  }

  /** The default test with that seed. */
  private Test testOf(long seed) throws BadArguments {
    TestOptions usual = new TestOptions();
    new CommandLine(usual)
        .registerConverter(Duration.class, Durations::parse)
        .registerConverter(Latency.class, Latency::parse)
        .parseArgs();
    return usual.test(
        available(Defaults.SYSTEM, world == null ? World.SIM : world),
        seed,
        catalogue.system(Defaults.SYSTEM));
  }

  private Test testOf(RunFolder folder) throws BadArguments, StoreFailed {
    Test test = RunInfo.read(folder).test();
    World chosen = available(test.system(), world == null ? test.world() : world);
    if (chosen == test.world() && slower > 1) {
      throw new BadArguments("--slower is for the other world: here the run would not be the same");
    }
    return chosen == test.world() ? test : inOtherWorld(Recorded.in(folder), chosen);
  }

  private World available(String system, World asked) throws BadArguments {
    try {
      return WorldChoice.of(catalogue.system(system), asked).world();
    } catch (WorldChoice.WorldUnavailable e) {
      throw new BadArguments(String.valueOf(e.getMessage()));
    }
  }

  /** At the same times the same faults: of who leads there, where they were of who led here. */
  private Test inOtherWorld(Recorded run, World chosen) throws BadArguments {
    List<FaultScript.Entry> faults =
        run.faults().stream()
            .map(entry -> new FaultScript.Entry(asRole(entry.fault()), entry.begin(), entry.end()))
            .map(entry -> entry.slower(slower))
            .toList();
    Test test = run.info().test();
    Optional<FaultScript> script =
        faults.isEmpty()
            ? Optional.empty()
            : Optional.of(new FaultScript(run.folder().faults().toString(), faults));
    List<String> labels = script.map(FaultScript::labels).orElse(List.of());
    try {
      FaultKind.of(
          labels, new Breakable(test.nodes(), catalogue.system(test.system()).lacks(chosen)));
    } catch (IllegalArgumentException e) {
      throw new BadArguments("in " + chosen.label() + ": " + e.getMessage());
    }
    return test.in(chosen, labels, script, slower);
  }

  private static Fault asRole(Fault fault) {
    return fault instanceof Fault.Chosen(Fault as, Object value) && as.how().equals(LEADER)
        ? as
        : fault;
  }

  /** Only what was simulated and kept can be compared. */
  private boolean isSame(RunFolder before, RunFolder after, Test test) throws StoreFailed {
    RunInfo was = RunInfo.read(before);
    if (test.world() != World.SIM || was.test().world() != World.SIM) {
      return true;
    }
    if (!Files.exists(before.history())) {
      console.say(before.path() + " kept no history to compare with");
      return true;
    }
    Optional<String> difference = difference(before.history(), after.history());
    boolean sameMinos = was.versions().minos().equals(Versions.current().minos());
    console.say(
        difference.orElse("history.jsonl is byte-identical")
            + (difference.isPresent() && !sameMinos
                ? "; that was Minos " + was.versions().minos()
                : ""));
    return difference.isEmpty() || !sameMinos;
  }

  /** The first line in which two histories part. */
  private static Optional<String> difference(Path was, Path is) throws StoreFailed {
    try {
      long differs = Files.mismatch(was, is);
      if (differs < 0) {
        return Optional.empty();
      }
      List<String> then = Files.readAllLines(was, StandardCharsets.UTF_8);
      List<String> now = Files.readAllLines(is, StandardCharsets.UTF_8);
      int line = 0;
      while (line < Math.min(then.size(), now.size()) && then.get(line).equals(now.get(line))) {
        line++;
      }
      return Optional.of(
          "history.jsonl parts from %s in line %d: it was %s, and now is %s"
              .formatted(was, line + 1, at(then, line), at(now, line)));
    } catch (IOException e) {
      throw StoreFailed.reading(was, e);
    }
  }

  private static String at(List<String> lines, int line) {
    return line < lines.size() ? lines.get(line) : "its end";
  }
}
